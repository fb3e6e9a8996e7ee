import type { KnownSession } from '../../auth/session-snapshot';
import type { ClerkClientSource } from './client';
import type { Connectivity } from './connectivity';
import { type CoolDown, createCoolDown } from './cool-down';
import { unknownSession } from './errors';
import { createOperations } from './operations';
import { readClient } from './read-client';
import { requestToken } from './request-token';
import { snapshotFromClerk } from './snapshot';
import { switchOrganization, switchSession } from './switch';
import { tokenInClient } from './token-in-client';

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
 * Everything the worker asks of Clerk, in our terms. Each call ends within eight seconds (a read that a
 * change has begin anew, within eight of that) and rejects only with a `RouteError` of the auth contract's
 * set; while Clerk is in trouble, at once with the error it last gave.
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
  /**
   * Makes another session of this client the active one, unless aborted before. Rejects with
   * UNKNOWN_SESSION if the client has none of that id. Resolves to the session that Clerk's answer
   * names, or to `null` if that is not the one asked for.
   */
  setActiveSession(sessionId: string, signal?: AbortSignal): Promise<KnownSession | null>;
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
        async (clerk, context) => {
          // A build that was under way may have had its answer before the change we are asked about.
          if (!context.isNew) await readClient(clerk, context);
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

    setActiveOrganization: (session, organization, caller) =>
      run('mutate', (clerk, context) =>
        switchOrganization(clerk, session, organization, { ...context, caller, now }),
      ),

    setActiveSession: (session, caller) =>
      run(
        'mutate',
        (clerk, context) => switchSession(clerk, session, { ...context, caller, now }),
        () => {
          throw unknownSession();
        },
      ),
  };
}
