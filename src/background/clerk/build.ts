import type { StorageCache } from '../../clerk/clerk-transport';
import type { ClerkClient } from './client';
import { loadClerkSdk } from './load-sdk';

/**
 * Loads the SDK if this is its first use, then builds and loads its client in its worker form.
 *
 * @param options.telemetry whether the SDK may report usage to Clerk.
 */
export async function buildClerk({
  telemetry,
  ...options
}: {
  publishableKey: string;
  telemetry: boolean;
  storageCache: StorageCache;
}): Promise<ClerkClient> {
  if (!telemetry) disableTelemetry();
  const { createClerkClient } = loadClerkSdk();
  const clerk = await createClerkClient({ ...options, background: true });
  // On a 401 the SDK asks for the client again, and if that is a 401 too it starts over without
  // end: thousands of requests, with no deadline. The gateway decides what a 401 means.
  // https://github.com/clerk/javascript/blob/main/packages/clerk-js/src/core/resources/Base.ts
  clerk.handleUnauthenticated = async () => {};
  // `client.fetch` is a public method of the class that its exported type leaves out.
  // https://github.com/clerk/javascript/blob/main/packages/clerk-js/src/core/resources/Client.ts
  return clerk as unknown as ClerkClient;
}

/**
 * Keeps the SDK in this worker from reporting usage to Clerk, which it does for development
 * instances. Pages have a prop of `<ClerkProvider>` for that; `createClerkClient({ background: true })`
 * takes no such option, so this is the switch it does read, each time it would report: an environment
 * variable, which a worker has none of until one is made.
 *
 * @see https://clerk.com/docs/guides/how-clerk-works/security/clerk-telemetry
 */
export function disableTelemetry(): void {
  Object.assign(globalThis, { process: { env: { CLERK_TELEMETRY_DISABLED: '1' } } });
}
