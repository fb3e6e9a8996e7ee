import type { ClerkClient } from './client';
import { type StepContext, stopSdkRefresh } from './operations';

/**
 * Tries at a read that gets no answer: three take a second or two. The SDK, by `client.reload()` in a
 * worker, would make eleven in most of a minute, beside the refreshes that follow. One would not do:
 * after the third 5xx Chrome itself refuses an extension's requests for a while, and who asks when
 * Clerk is well again would be told that it is not.
 * https://github.com/clerk/javascript/blob/main/packages/clerk-js/src/core/fapiClient.ts
 * https://dev.chromium.org/throttling
 */
const READ_TRIES = 3;

/** Has the SDK's client be as it is at Clerk now. Rejects as the SDK does, or if the network was away. */
export async function readClient(
  clerk: ClerkClient,
  { signal, requireOnline }: StepContext,
): Promise<void> {
  await clerk.client?.fetch({ fetchMaxTries: READ_TRIES, abortSignal: signal });
  stopSdkRefresh(clerk);
  requireOnline();
}
