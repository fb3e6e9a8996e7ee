import type { KnownSession } from '../../auth/session-snapshot';
import type { ClerkClient } from './client';
import { notAMember, unknownSession } from './errors';
import { type StepContext, stopSdkRefresh } from './operations';
import { readClient } from './read-client';
import { hasSession, isMember, snapshotFromClerk } from './snapshot';

/** What a switch happens in. */
type SwitchContext = StepContext & {
  /** Whoever asked for it, who may give up before it is begun. */
  caller: AbortSignal | undefined;
  /** Epoch milliseconds. */
  now: () => number;
};

/**
 * Makes an organisation (`null`: the personal account) the session's active one. Resolves to the session
 * that Clerk's answer names, or to `null` if that is not the one asked for. Rejects with NOT_A_MEMBER,
 * or as the SDK does.
 */
export async function switchOrganization(
  clerk: ClerkClient,
  session: string,
  organization: string | null,
  context: SwitchContext,
): Promise<KnownSession | null> {
  if (organization !== null && !isMember(clerk, session, organization)) {
    // They may have joined since the client was last asked for.
    await readClient(clerk, context);
    // The SDK would take an id it cannot make out for the personal account.
    if (!isMember(clerk, session, organization)) throw notAMember();
  }
  const after = await activate(clerk, { session, organization }, context);
  // Before it asks, the SDK notes what is wanted in the very session that the answer updates.
  return after && isActingFor(after, session, organization) ? after : null;
}

/**
 * Makes another session of the client the active one. Resolves as `switchOrganization` does; rejects with
 * UNKNOWN_SESSION if the client has none of that id, or as the SDK does.
 */
export async function switchSession(
  clerk: ClerkClient,
  session: string,
  context: SwitchContext,
): Promise<KnownSession | null> {
  // The SDK names the organisation in which it last saw that session, and would undo a switch made since.
  if (!context.isNew) await readClient(clerk, context);
  if (!hasSession(clerk, session)) throw unknownSession();
  const after = await activate(clerk, { session }, context);
  return after && after.status !== 'signed-out' && after.sessionId === session ? after : null;
}

/** Makes a session the active one; `null` if Clerk refuses it with a 401, which the SDK does not throw. */
async function activate(
  clerk: ClerkClient,
  params: { session: string; organization?: string | null },
  { signal, caller, now }: SwitchContext,
): Promise<KnownSession | null> {
  // Whoever was told that it failed must not find that it happened after all.
  signal.throwIfAborted();
  caller?.throwIfAborted();
  let isRefused = false;
  clerk.handleUnauthenticated = async () => {
    isRefused = true;
  };
  await clerk.setActive(params);
  stopSdkRefresh(clerk);
  return isRefused ? null : snapshotFromClerk(clerk, now());
}

/** Whether somebody is signed in by that session, for that organisation (`null`: the personal account). */
function isActingFor(after: KnownSession, sessionId: string, organizationId: string | null) {
  if (after.status !== 'signed-in' || after.sessionId !== sessionId) return false;
  return (after.organization?.id ?? null) === organizationId;
}
