import type { IsGranted } from '../sender';
import type { Log } from './log-entry';

export type RouterOptions = {
  /** `chrome.runtime.id`. */
  extensionId: string;
  /** The extension's pages, as paths inside the package, such as `/popup.html`. */
  pages: readonly string[];
  /** Told, redacted, of each failure of a handler. Not of refusals, the router's or a handler's. */
  log?: Log | undefined;
  /** Settles the rule `grantedSite`, and is asked at each call. Only literal `true` admits. */
  isGranted?: IsGranted | undefined;
};
