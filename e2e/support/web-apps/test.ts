import type { ClerkClient } from '@clerk/backend';
import { type Browser, test as base, chromium, type Page } from '@playwright/test';
import { type EmbeddedClerk, startEmbeddedClerk } from '../../servers/embedded-clerk/start';
import { type Display, ensureDisplay } from '../browser/display';
import { findChromium } from '../browser/find-chromium';
import { createBackendClient } from '../clerk/backend-client';

interface Fixtures {
  /** An embedded Clerk of the test's own, with nobody in it. */
  clerk: EmbeddedClerk;
  /** Clerk's own client of its Backend API. */
  backend: ClerkClient;
  /** A page of a new Chromium, started with these flags beside those that Playwright and root need. */
  openPage(flags: readonly string[]): Promise<Page>;
}

/**
 * Playwright's `test` for web apps, without the extension. A test fails when it asks the embedded Clerk
 * for an endpoint that it does not have.
 */
export const test = base.extend<Fixtures, { display: Display }>({
  display: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const display = await ensureDisplay();
      await use(display);
      await display.stop();
    },
    { scope: 'worker' },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  clerk: async ({}, use) => {
    const clerk = await startEmbeddedClerk();
    await use(clerk);
    await clerk.close();
    const unknown = clerk.control.unknownRequests().map(({ method, path }) => `${method} ${path}`);
    if (unknown.length > 0) throw new Error(`Unknown endpoints: ${unknown.join(', ')}`);
  },

  backend: async ({ clerk }, use) => use(createBackendClient(clerk)),

  openPage: async ({ display }, use) => {
    const { executablePath } = await findChromium();
    const browsers: Browser[] = [];
    await use(async (flags) => {
      const browser = await chromium.launch({
        executablePath,
        headless: false,
        args: [
          // clerk-js takes a page with `navigator.webdriver` to be offline.
          '--disable-blink-features=AutomationControlled',
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
          ...flags,
        ],
        env: { ...process.env, ...display.env },
      });
      browsers.push(browser);
      return browser.newPage();
    });
    for (const browser of browsers) await browser.close();
  },
});

export { expect } from '@playwright/test';
