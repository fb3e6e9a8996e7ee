import { PAGES } from '../../src/config/pages';
import type { ExtensionBrowser } from '../browser/launch';
import type { LocalClerk } from '../local-clerk/start';
import { askWorker } from './ask-worker';
import { tokenOf } from './claims';
import { ADA, addAda, signInAsAda } from './sign-in';

/**
 * Signs Ada in and has the worker mint and keep a token.
 *
 * @returns texts of which none may reach anyone but our own pages.
 */
export async function makeSomethingToSteal(
  browser: ExtensionBrowser,
  clerk: LocalClerk,
): Promise<string[]> {
  const ada = await addAda(clerk);
  const panel = await browser.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  const token = tokenOf(await askWorker(panel, 'auth.getToken'));
  await panel.close();
  const sessions = clerk.control.sessions().map(({ id }) => id);
  return [token, ada.id, ADA.email, ADA.firstName, ...sessions];
}
