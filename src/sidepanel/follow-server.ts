import type { useClerk } from '@clerk/chrome-extension';
import { currentSession } from '../clerk/current-session';

type Clerk = ReturnType<typeof useClerk>;
type ClerkClient = NonNullable<Clerk['client']>;

/**
 * Makes the panel's SDK adopt the session that Clerk's server reports now. Reloading the client is
 * not enough: the SDK keeps the session it had, even one that has ended, until told otherwise.
 * Rejects when the server does not answer, after the SDK's own retries.
 */
export async function followServer(clerk: Clerk): Promise<void> {
  const client = await clerk.client?.reload();
  if (!client) return;
  const current = currentSession(client);
  if (current && current.id === clerk.session?.id) {
    // Not setActive(), which also writes: it touches the session with the organisation read a moment
    // ago and would undo a switch that the worker has made since.
    loadedClerk().updateClient(client);
  } else if (current && current.id === client.lastActiveSessionId) {
    await clerk.setActive({ session: touched(current) });
  } else {
    await clerk.setActive({ session: current?.id ?? null });
  }
}

/**
 * The session as one that `setActive` need not tell the server of, which has just named it as the active one.
 * A touch would come after the worker's next switch, of account or organisation, and undo it.
 */
function touched<Session extends ClerkClient['signedInSessions'][number]>(
  session: Session,
): Session {
  return Object.create(session, { touch: { value: async () => session } });
}

/** The SDK's own instance. `useClerk()` returns a wrapper of it that has no `updateClient`. */
function loadedClerk() {
  const { Clerk } = globalThis as typeof globalThis & {
    Clerk?: { updateClient(client: ClerkClient): void };
  };
  if (!Clerk) throw new Error('Clerk’s provider left no Clerk in the window.');
  return Clerk;
}
