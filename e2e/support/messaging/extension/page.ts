import type { Transport } from '../../../../src/messaging/client';
import { createSuiteContract } from '../../../../src/messaging/testing/suite-contract';
import {
  createSuiteDriver,
  type SuiteDriver,
} from '../../../../src/messaging/testing/suite-driver';

declare const SITE_ORIGIN: string;

declare global {
  /** Playwright evaluates each of the suite's requests against one of these. */
  var suiteDrivers: Record<Transport, SuiteDriver>;
}

const contract = createSuiteContract(SITE_ORIGIN);
globalThis.suiteDrivers = {
  port: createSuiteDriver(contract, chrome.runtime, 'port'),
  message: createSuiteDriver(contract, chrome.runtime, 'message'),
};
