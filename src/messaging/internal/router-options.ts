import type { Log } from './log-entry';

export type RouterOptions = {
  /** `chrome.runtime.id`. */
  extensionId: string;
  /** The extension's pages, as paths inside the package, such as `/popup.html`. */
  pages: readonly string[];
  /** Told, redacted, of each failure of a handler. Not of refusals, the router's or a handler's. */
  log?: Log | undefined;
};
