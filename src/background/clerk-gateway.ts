import type { KnownSession } from '../auth/session-snapshot';
import { withBudget } from './budget';
import type { ClerkClient, ClerkClientSource } from './clerk-client';
import { toAuthError, unreachable } from './clerk-errors';
import type { Connectivity } from './connectivity';
import { currentSession, snapshotFromClerk } from './snapshot-from-clerk';

/** Milliseconds Clerk has for one operation; less than any route's deadline, so that callers get a typed answer. */
const BUDGET_MS = 8_000;

/** The same when the browser says it is offline: its word may be wrong, so one quick try. */
const OFFLINE_BUDGET_MS = 2_000;

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
  /** Makes an organisation (`null`: the personal account) the session's active one. */
  setActiveOrganization(sessionId: string, organizationId: string | null): Promise<void>;
};

/** Builds the gateway on the one client. It reads time from `now`, in epoch milliseconds. */
export function createClerkGateway(
  source: ClerkClientSource,
  connectivity: Connectivity,
  now: () => number = Date.now,
): ClerkGateway {
  function within<T>(
    operation: 'load' | 'mint' | 'mutate',
    task: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const online = connectivity.isOnline();
    return withBudget(online ? BUDGET_MS : OFFLINE_BUDGET_MS, task, () => {
      source.abandonBuild();
      return unreachable(connectivity.isOnline());
    }).catch((error: unknown) => {
      throw toAuthError(error, operation, connectivity.isOnline());
    });
  }

  /** The client, with failures to build it told apart from failures of what is then asked of it. */
  function client(): Promise<ClerkClient> {
    return source.get().catch((error: unknown) => {
      throw toAuthError(error, 'load', connectivity.isOnline());
    });
  }

  return {
    readSession: () =>
      within('load', async () => {
        const stayedOnline = connectivity.watch();
        const known = source.current();
        const clerk = await client();
        if (known) await known.client?.reload();
        if (!stayedOnline()) {
          if (!known) source.discard();
          throw unreachable(connectivity.isOnline());
        }
        stopSdkRefresh(clerk);
        return snapshotFromClerk(clerk, now());
      }),

    mintToken: (scope) =>
      within('mint', async (signal) => requestToken(await client(), scope, signal)),

    signOut: () =>
      within('mutate', async () => {
        // Not clerk.signOut(): it ends the sessions and then navigates, which a worker cannot.
        await (await client()).client?.removeSessions();
      }),

    setActiveOrganization: (session, organization) =>
      within('mutate', async () => {
        const clerk = await client();
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
      body: { organizationId } as unknown as BodyInit,
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
