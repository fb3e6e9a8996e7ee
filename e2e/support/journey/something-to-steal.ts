import { expect } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import type { ExtensionBrowser } from '../browser/launch';
import { activeSessions } from '../clerk/people';
import { askWorker } from './ask-worker';
import { tokenOf } from './claims';
import { ADA } from './sign-in';
import { signedInBefore } from './signed-in-before';

/**
 * Has Ada signed in, and the worker mint and keep a token.
 *
 * @returns texts of which none may reach anyone but our own pages.
 */
export async function makeSomethingToSteal(
  browser: ExtensionBrowser,
  clerk: EmbeddedClerk,
): Promise<string[]> {
  const ada = await signedInBefore(browser, clerk);
  const page = await browser.openTab(PAGES.popup);
  await expect(page.getByText(ADA.email)).toBeVisible();
  const token = tokenOf(await askWorker(page, 'auth.getToken'));
  await page.close();
  const sessions = (await activeSessions(clerk)).map(({ id }) => id);
  return [token, ada.id, ADA.email, ADA.firstName, ...sessions];
}
