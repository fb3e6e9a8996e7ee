import { expect, type Page } from '@playwright/test';

/** The demo tab's main button, named as in Clerk's guide. */
export const GET_TOKEN = 'Get token from service worker';

/** The line under the button that says what came of it. */
export const tokenStatus = (demo: Page) =>
  demo.getByRole('region', { name: 'Token', exact: true }).getByRole('status').first();

/** Presses the button and returns the whole token; reloads first, so that no earlier answer is read. */
export async function askForToken(demo: Page): Promise<string> {
  await demo.reload();
  await demo.getByRole('button', { name: GET_TOKEN }).click();
  await expect(tokenStatus(demo)).toHaveText(/^(Minted by Clerk|From the worker’s memory)/);
  await demo.getByText('Show full token').click();
  return demo.getByLabel('Full token').inputValue();
}

/** Presses the button and expects to be told that nobody is signed in. */
export async function expectNoToken(demo: Page): Promise<void> {
  await demo.getByRole('button', { name: GET_TOKEN }).click();
  await expect(tokenStatus(demo)).toHaveText(/nobody is signed in/);
  await expect(demo.getByLabel('Full token')).toHaveCount(0);
}
