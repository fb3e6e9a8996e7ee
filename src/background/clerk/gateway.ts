import type { KnownSession } from '../../auth/session-snapshot';
import { currentSession } from '../../clerk/current-session';
import type { RouteError } from '../../messaging/errors';
import { withTimeout } from '../session/timeout';
import type { ClerkClient, ClerkClientSource } from './client';
import type { Connectivity } from './connectivity';
import { type CoolDown, createCoolDown } from './cool-down';
import { isUnknownClient, notAMember, toAuthError, unreachable, withClock } from './errors';
import { requestToken } from './request-token';
import { isMember, snapshotFromClerk } from './snapshot';
import { tokenInClient } from './token-in-client';

/** Milliseconds Clerk has for one operation; less than any route's deadline, so that callers get a typed answer. */
const OPERATION_TIMEOUT_MS = 8_000;

/**
 * Tries at a read that gets no answer: three take a second or two. The SDK, by `client.reload()` in a
 * worker, would make eleven in most of a minute, beside the refreshes that follow. One would not do:
 * after the third 5xx Chrome itself refuses an extension's requests for a while, and who asks when
 * Clerk is well again would be told that it is not.
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

/** A token's JWT, and how much of its life had passed, by Clerk's clock, when Clerk sent it. */
export type MintedToken = {
  jwt: string;
  /** 0 when it was minted for this very call. */
  ageSeconds: number;
};

/**
 * Everything the worker asks of Clerk, in our terms. Each call ends within eight seconds and rejects
 * only with a `RouteError` of the auth contract's set; while Clerk is in trouble, at once with the
 * error it last gave.
 */
export type ClerkGateway = {
  /** Who is signed in, asked of Clerk now; without a client JWT nobody is, and Clerk is not asked. */
  readSession(): Promise<KnownSession>;
  /**
   * A new token, or one that came with the client, if that had to be fetched first. The rejection's
   * cause keeps Clerk's status.
   */
  mintToken(scope: TokenScope): Promise<MintedToken>;
  /** Ends every session of this client. */
  signOut(): Promise<void>;
  /**
   * Makes an organisation (`null`: the personal account) the session's active one, unless aborted
   * before. Rejects with NOT_A_MEMBER if the user is in no organisation of that id. Resolves to the
   * session that Clerk's answer names, or to `null` if that is not the one asked for.
   */
  setActiveOrganization(
    sessionId: string,
    organizationId: string | null,
    signal?: AbortSignal,
  ): Promise<KnownSession | null>;
  /** Has the next call reach Clerk, however it fared before: there is reason to think it fares better. */
  retryNow(): void;
};

/**
 * Builds the gateway on the one client.
 *
 * @param hasClient whether there is a client JWT, without which Clerk would make an empty client.
 * @param heardAt when Clerk last signed the client JWT, in epoch milliseconds by its clock, where that is known.
 * @param clientAnsweredAt when Clerk last said who the client is, in seconds by Clerk's clock.
 * @param now epoch milliseconds.
 */
export function createClerkGateway({
  source,
  connectivity,
  hasClient,
  heardAt = async () => undefined,
  clientAnsweredAt = () => null,
  coolDown = createCoolDown(),
  now = Date.now,
}: {
  source: ClerkClientSource;
  connectivity: Connectivity;
  hasClient: () => Promise<boolean>;
  heardAt?: () => Promise<number | undefined>;
  clientAnsweredAt?: () => number | null;
  coolDown?: CoolDown;
  now?: () => number;
}): ClerkGateway {
  /**
   * One step with the client, in time and with the network up from start to end.
   *
   * @param withoutClient the outcome while there is no client, for which Clerk is not asked.
   */
  async function run<T>(
    operation: 'load' | 'mint' | 'mutate',
    step: (clerk: ClerkClient, context: { signal: AbortSignal; isNew: boolean }) => Promise<T>,
    withoutClient?: () => T,
  ): Promise<T> {
    const stayedOnline = connectivity.watch();
    const online = () => connectivity.isOnline();
    const requireOnline = () => {
      if (!stayedOnline()) throw unreachable(online());
    };
    let failed = (_error: RouteError) => {};
    const attempt = async (signal: AbortSignal): Promise<T> => {
      if (withoutClient && !(await hasClient())) return withoutClient();
      signal.throwIfAborted();
      requireOnline();
      const remembered = coolDown.error();
      if (remembered) throw remembered;
      failed = coolDown.begin();
      const isNew = source.isIdle();
      const clerk = await source.get().catch((error: unknown) => {
        throw toAuthError(error, 'load', online());
      });
      // Building cached a token in the SDK; clear it even if this call fails.
      if (isNew) stopSdkRefresh(clerk);
      if (isNew && !stayedOnline()) source.discard();
      // The caller was told that it failed, so it must not happen after all.
      signal.throwIfAborted();
      requireOnline();
      const result = await step(clerk, { signal, isNew });
      requireOnline();
      signal.throwIfAborted();
      coolDown.reset();
      return result;
    };
    try {
      return await withTimeout(OPERATION_TIMEOUT_MS, attempt, () => {
        // The SDK's methods for changes take no signal, and a request of theirs that hangs keeps every
        // sign-in waiting: only giving up the client ends it.
        if (operation === 'mutate') source.discard();
        else source.abandonBuild();
        return unreachable(online());
      });
    } catch (thrown) {
      const error = await explain(toAuthError(thrown, operation, online()));
      if (isUnknownClient(error)) {
        source.discard();
        throw unreachable(true, error);
      }
      // A break of the network says nothing about Clerk.
      if (stayedOnline()) failed(error);
      throw error;
    }
  }

  /** With the clock as the cause of a silence that it may be to blame for. */
  async function explain(error: RouteError): Promise<RouteError> {
    if (error.code !== 'CLERK_UNREACHABLE') return error;
    return withClock(error, await heardAt().catch(() => undefined));
  }

  return {
    retryNow: coolDown.reset,

    readSession: () =>
      run<KnownSession>(
        'load',
        async (clerk, { signal, isNew }) => {
          // A build that was under way may have had its answer before the change we are asked about.
          if (!isNew) await clerk.client?.fetch({ fetchMaxTries: READ_TRIES, abortSignal: signal });
          stopSdkRefresh(clerk);
          return snapshotFromClerk(clerk, now());
        },
        () => ({ status: 'signed-out', fetchedAt: now() }),
      ),

    mintToken: (scope) =>
      run('mint', async (clerk, { signal, isNew }) => {
        const arrived = isNew ? tokenInClient(clerk, scope, clientAnsweredAt()) : null;
        return arrived ?? { jwt: await requestToken(clerk, scope, signal), ageSeconds: 0 };
      }),

    signOut: () =>
      run(
        'mutate',
        async (clerk) => {
          // Not clerk.signOut(): it ends the sessions and then navigates, which a worker cannot.
          await clerk.client?.removeSessions();
        },
        () => {},
      ),

    setActiveOrganization: (session, organization, signal) =>
      run('mutate', async (clerk, context) => {
        if (organization !== null && !isMember(clerk, session, organization)) {
          // They may have joined since the client was last asked for.
          await clerk.client?.fetch({ fetchMaxTries: READ_TRIES, abortSignal: context.signal });
          stopSdkRefresh(clerk);
          // The SDK would take an id it cannot make out for the personal account.
          if (!isMember(clerk, session, organization)) throw notAMember();
        }
        signal?.throwIfAborted();
        let isRefused = false;
        clerk.handleUnauthenticated = async () => {
          isRefused = true;
        };
        await clerk.setActive({ session, organization });
        stopSdkRefresh(clerk);
        const after = snapshotFromClerk(clerk, now());
        // Before it asks, the SDK notes what is wanted in the very session that the answer updates.
        return !isRefused && isActingFor(after, session, organization) ? after : null;
      }),
  };
}

/** Whether somebody is signed in by that session, for that organisation (`null`: the personal account). */
function isActingFor(after: KnownSession, sessionId: string, organizationId: string | null) {
  if (after.status !== 'signed-in' || after.sessionId !== sessionId) return false;
  return (after.organization?.id ?? null) === organizationId;
}

/**
 * The SDK caches every token it sees and refreshes it by timer ahead of expiry, watched or not. The
 * vault is this worker's cache and renews for those who watch, so the SDK's is emptied.
 */
function stopSdkRefresh(clerk: ClerkClient): void {
  currentSession(clerk.client)?.clearCache();
}
