import type { Machine } from './machine';

/** What decides the command line. */
export interface ChromiumArgsOptions {
  /** The unpacked extension's folder. */
  dist: string;
  /** The embedded Clerk's flags: where its host is and which certificate it shows. */
  clerk: { readonly chromiumArgs: readonly string[] };
  /** Folders of extensions to load beside it. */
  otherExtensions?: readonly string[];
  extraArgs?: readonly string[];
}

/**
 * Playwright's defaults that would change what is under test. `--disable-extensions` beside
 * `--load-extension` is a contradiction Chromium happens to resolve in our favour.
 */
export const IGNORED_DEFAULT_ARGS = ['--disable-extensions'];

/**
 * Chromium's command line for these extensions and no others, with the browser's own network chatter off.
 */
export function chromiumArgs(
  options: ChromiumArgsOptions,
  { isRoot }: Pick<Machine, 'isRoot'>,
): string[] {
  const folders = [options.dist, ...(options.otherExtensions ?? [])].join();
  return [
    `--disable-extensions-except=${folders}`,
    `--load-extension=${folders}`,
    // clerk-js takes a page with `navigator.webdriver` to be offline.
    '--disable-blink-features=AutomationControlled',
    // Chromium's sandbox does not start as root.
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // The embedded Clerk speaks HTTP over TCP.
    '--disable-quic',
    '--no-first-run',
    ...options.clerk.chromiumArgs,
    ...(options.extraArgs ?? []),
  ];
}
