import { clientJwtKey } from '../../../src/clerk/client-jwt';
import type { FaultEffect } from '../../servers/embedded-clerk/control/faults';
import { createFapiTestClient } from '../../servers/embedded-clerk/fapi-test-client';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import type { ExtensionBrowser } from '../browser/launch';
import { EVERYTHING } from './clerk-away';
import { ADA, addAda, type Credentials } from './sign-in';

/**
 * Makes the browser one in which Ada has signed in before: her client's JWT is where the SDK keeps it.
 * For tests of what comes after; that the panel's sign-in gets there is shown by the others. The worker asks
 * Clerk as soon as it is there, so what Ada has to have by then is up to `prepare`.
 */
export async function signedInBefore(
  extension: ExtensionBrowser,
  clerk: EmbeddedClerk,
  prepare: (ada: Awaited<ReturnType<typeof addAda>>) => Promise<unknown> = async () => {},
) {
  const ada = await addAda(clerk);
  await prepare(ada);
  await keepSignIn(extension, clerk, ADA);
  return ada;
}

/** Signs a user in at Clerk, and keeps the client's JWT where the extension does. */
export async function keepSignIn(
  { worker }: ExtensionBrowser,
  clerk: EmbeddedClerk,
  { email, password }: Credentials,
): Promise<void> {
  const client = createFapiTestClient(clerk);
  await client.signIn(email, password);
  await worker.evaluate((items) => chrome.storage.local.set(items), {
    [clientJwtKey(clerk.host)]: client.token(),
  });
}

/**
 * What `chrome.storage.local` holds where the panel was opened before and nobody is signed in: a client.
 * Without one the worker knows by itself that nobody is, and does not ask Clerk.
 */
export async function emptyClient(clerk: EmbeddedClerk): Promise<Record<string, string | null>> {
  const client = createFapiTestClient(clerk);
  await client.send('GET', '/v1/client');
  return { [clientJwtKey(clerk.host)]: client.token() };
}

/**
 * Gives the browser such a client while every request to Clerk meets `effect`: the worker has to ask who
 * is signed in, and cannot learn it.
 */
export async function emptyClientBehindFault(
  extension: ExtensionBrowser,
  clerk: EmbeddedClerk,
  effect: FaultEffect,
): Promise<void> {
  const client = await emptyClient(clerk);
  clerk.control.faults.add({ route: EVERYTHING, effect });
  await extension.worker.evaluate((items) => chrome.storage.local.set(items), client);
}

/** Gives the browser a client that Clerk no longer knows: enough for the worker to ask who is signed in. */
export async function keepOutdatedClient({ worker }: ExtensionBrowser, { host }: EmbeddedClerk) {
  await worker.evaluate((items) => chrome.storage.local.set(items), {
    [clientJwtKey(host)]: 'outdated',
  });
}
