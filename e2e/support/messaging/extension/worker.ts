import { createRouter } from '../../../../src/messaging/router';
import { createSuiteContract } from '../../../../src/messaging/testing/suite-contract';
import { createSuiteHandlers } from '../../../../src/messaging/testing/suite-handlers';
import { SUITE_PAGE } from '../suite-extension';

declare const SITE_ORIGIN: string;

createRouter(createSuiteContract(SITE_ORIGIN), createSuiteHandlers(), {
  extensionId: chrome.runtime.id,
  pages: [SUITE_PAGE],
}).listen(chrome.runtime);
