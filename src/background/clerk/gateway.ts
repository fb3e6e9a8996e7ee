import type { KnownSession } from '../../auth/session-snapshot';
import type { ClerkClientSource } from './client';
import type { Connectivity } from './connectivity';
import { type CoolDown, createCoolDown } from './cool-down';
import { notAMember } from './errors';
import { createOperations, stopSdkRefresh } from './operations';
import { requestToken } from './request-token';
import { isMember, snapshotFromClerk } from './snapshot';
import { tokenInClient } from './token-in-client';

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
   * cause keeps Clerk's status. Rejects, too, when a change begins meanwhile.
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
  const run = createOperations({ source, connectivity, hasClient, heardAt, coolDown });

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
