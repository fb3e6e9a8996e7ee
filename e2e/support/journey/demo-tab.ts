import type { Page } from '@playwright/test';

/** The demo tab's main button, named as in Clerk's guide. */
export const GET_TOKEN = 'Get token from service worker';

/** The line under the button that says what came of it. */
export const tokenStatus = (demo: Page) =>
  demo.getByRole('region', { name: 'Token', exact: true }).getByRole('status').first();
