/**
 * The most that each part of the production build may weigh, in kB (1000 bytes) after gzip. The e2e
 * suite holds dist/ to it. Each number is a little over what the part weighs, so that what makes it
 * heavier is noticed by whoever does it.
 */
export const SIZE_BUDGETS = {
  /**
   * What Chrome runs each time it wakes the worker, so the part where a byte costs most. A build with
   * a backend has 2.4 kB more, which serve content scripts.
   */
  'the worker': 21.5,
  /** What the worker parses when it needs Clerk, at most once in its life. */
  "the worker's Clerk SDK": 100,
  /** What a page loads before it can show anything. React alone is 67 kB of each. */
  'the popup': 88,
  'the side panel': 88,
  'the demo tab': 95,
  /** The side panel when it shows Clerk's components, before they load their own parts. */
  'the side panel with Clerk': 500,
  /** The whole of dist/ as the zip that `npm run package` makes for the Chrome Web Store. */
  'the package': 1120,
} as const;
