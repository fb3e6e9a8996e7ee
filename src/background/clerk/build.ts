import type { StorageCache } from '../../clerk/client-jwt-storage';
import type { ClerkClient } from './client';
import { loadClerkSdk } from './load-sdk';
import { switchTelemetryOff } from './telemetry-off';

/**
 * Loads the SDK if this is its first use, then builds and loads its client in its worker form.
 *
 * @param options.telemetry whether the SDK may report usage to Clerk.
 * @param options.syncHost where to read the web app's client cookie before each request.
 */
export async function buildClerk({
  telemetry,
  ...options
}: {
  publishableKey: string;
  telemetry: boolean;
  storageCache: StorageCache;
  syncHost?: string;
}): Promise<ClerkClient> {
  if (!telemetry) switchTelemetryOff();
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
