import { clientJwtKey } from '../../src/clerk/client-jwt-storage';
import type { ExtensionBrowser } from '../browser/launch';
import { createFapiTestClient } from '../local-clerk/fapi-test-client';
import type { LocalClerk } from '../local-clerk/start';
import { ADA, addAda } from './sign-in';

/**
 * Makes the browser one in which Ada has signed in before: her client's JWT is where the SDK keeps it.
 * For tests of what comes after; that the panel's sign-in gets there is shown by the others.
 */
export async function signedInBefore(extension: ExtensionBrowser, clerk: LocalClerk) {
  const ada = await addAda(clerk);
  const client = createFapiTestClient(clerk);
  await client.signIn(ADA.email, ADA.password);
  await extension.worker.evaluate((items) => chrome.storage.local.set(items), {
    [clientJwtKey(clerk.host)]: client.token(),
  });
  return ada;
}
