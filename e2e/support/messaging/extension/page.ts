import { createSuiteContract } from '../../../../src/messaging/testing/suite-contract';
import {
  createSuiteDriver,
  type SuiteDriver,
} from '../../../../src/messaging/testing/suite-driver';

declare const SITE_ORIGIN: string;

declare global {
  /** Playwright evaluates each of the suite's questions against this. */
  var suiteDriver: SuiteDriver;
}

globalThis.suiteDriver = createSuiteDriver(createSuiteContract(SITE_ORIGIN), chrome.runtime);
