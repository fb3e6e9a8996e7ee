import type { KnownSession } from '../../auth/session-snapshot';
import { withTimeout } from '../session/timeout';
import type { ClerkClient, ClerkClientSource } from './client';
import type { Connectivity } from './connectivity';
import { isUnknownClient, toAuthError, unreachable } from './errors';
import { currentSession, snapshotFromClerk } from './snapshot';

/** Milliseconds Clerk has for one operation; less than any route's deadline, so that callers get a typed answer. */
const BUDGET_MS = 8_000;

/**
 * How often a read that got no answer is made: three times is a second or two. The SDK, by
 * `client.reload()` in a worker, would make it eleven times in most of a minute, beside the looks that
 * follow. Once would not do: after the third 5xx Chrome itself refuses an extension's requests for a
 * while, and who asks when Clerk is well again would be told that it is not.
 * https://github.com/clerk/javascript/blob/main/packages/clerk-js/src/core/fapiClient.ts
 * https://dev.chromium.org/throttling
 */
const READ_TRIES = 3;

/** Which token: of a session, for an organisation or none, from a template or the session's own. */
export type TokenScope = {
  sessionId: string;
  organizationId: string | null;
  template: string | null;
};

/**
 * Everything the worker asks of Clerk, in our terms. Each call ends within the budget and rejects
 * only with a `RouteError` of the auth contract's set.
 */
export type ClerkGateway = {
  /** Who is signed in, asked of Clerk now. */
  readSession(): Promise<KnownSession>;
  /** A new token's JWT. The rejection's cause keeps Clerk's status. */
  mintToken(scope: TokenScope): Promise<string>;
  /** Ends every session of this client. */
  signOut(): Promise<void>;
  /** Makes an organisation (`null`: the personal account) the session's active one, unless aborted before. */
  setActiveOrganization(
    sessionId: string,
    organizationId: string | null,
    signal?: AbortSignal,
  ): Promise<void>;
};

/**
 * Builds the gateway on the one client.
 *
 * @param forgetClient drops the stored client JWT, called only when Clerk itself says that it does
 * not know that client any more.
 * @param now epoch milliseconds.
 */
export function createClerkGateway(
  source: ClerkClientSource,
  connectivity: Connectivity,
  forgetClient: () => Promise<void>,
  now: () => number = Date.now,
): ClerkGateway {
  /** One step with the client, within the budget and with the network up from start to end. */
  function ask<T>(
    operation: 'load' | 'mint' | 'mutate',
    step: (clerk: ClerkClient, context: { signal: AbortSignal; isNew: boolean }) => Promise<T>,
  ): Promise<T> {
    const online = () => connectivity.isOnline();
    const attempt = async (signal: AbortSignal): Promise<T> => {
      const stayedOnline = connectivity.watch();
      if (!online()) throw unreachable(false);
      const isNew = source.isIdle();
      const clerk = await source.get().catch((error: unknown) => {
        throw toAuthError(error, 'load', online());
      });
      // Whatever comes of this call: the build has seen a token.
      if (isNew) stopSdkRefresh(clerk);
      if (isNew && !stayedOnline()) source.discard();
      // The caller was told that it failed, so it must not happen after all.
      signal.throwIfAborted();
      const result = stayedOnline() ? await step(clerk, { signal, isNew }) : undefined;
      if (!stayedOnline()) throw unreachable(online());
      return result as T;
    };
    return withTimeout(BUDGET_MS, attempt, () => {
      source.abandonBuild();
      return unreachable(online());
    }).catch(async (thrown: unknown) => {
      const error = toAuthError(thrown, operation, online());
      if (!isUnknownClient(error)) throw error;
      source.discard();
      await forgetClient();
      throw unreachable(true, error);
    });
  }

  return {
    readSession: () =>
      ask('load', async (clerk, { signal, isNew }) => {
        // A build that was under way may have had its answer before the change we are asked about.
        if (!isNew) await clerk.client?.fetch({ fetchMaxTries: READ_TRIES, abortSignal: signal });
        stopSdkRefresh(clerk);
        return snapshotFromClerk(clerk, now());
      }),

    mintToken: (scope) => ask('mint', (clerk, { signal }) => requestToken(clerk, scope, signal)),

    signOut: () =>
      ask('mutate', async (clerk) => {
        // Not clerk.signOut(): it ends the sessions and then navigates, which a worker cannot.
        await clerk.client?.removeSessions();
      }),

    setActiveOrganization: (session, organization, signal) =>
      ask('mutate', async (clerk) => {
        signal?.throwIfAborted();
        await clerk.setActive({ session, organization });
        stopSdkRefresh(clerk);
      }),
  };
}

/**
 * The SDK caches every token it sees and refreshes it by timer ahead of expiry, watched or not. The
 * vault is this worker's cache and renews for those who watch, so the SDK's is emptied.
 */
function stopSdkRefresh(clerk: ClerkClient): void {
  currentSession(clerk)?.clearCache();
}

/**
 * Mints through the SDK's own request pipeline (its client JWT, its parameters) rather than
 * `session.getToken()`, which on a 5xx or 429 retries out of sight for minutes, hides `Retry-After`,
 * and starts timers that refresh tokens nobody asked for.
 */
async function requestToken(
  clerk: ClerkClient,
  { sessionId, template, organizationId }: TokenScope,
  signal: AbortSignal,
): Promise<string> {
  const path = ['', 'client', 'sessions', sessionId, 'tokens', ...(template ? [template] : [])];
  const { status, headers, payload } = await clerk.getFapiClient().request(
    {
      method: 'POST',
      path: path.map(encodeURIComponent).join('/'),
      // As the SDK does: a template is filled in for the organisation that is active at Clerk.
      body: (template ? {} : { organizationId }) as unknown as BodyInit,
      signal,
    },
    { fetchMaxTries: 1 },
  );
  const answer = payload as { jwt?: unknown; errors?: unknown } | null;
  if (status >= 200 && status <= 299 && typeof answer?.jwt === 'string') return answer.jwt;
  const retryAfter = Number.parseInt(headers.get('retry-after') ?? '', 10);
  throw Object.assign(new Error('Clerk minted no token.'), {
    status,
    errors: answer?.errors,
    ...(Number.isNaN(retryAfter) ? {} : { retryAfter }),
  });
}
