import type { useClerk } from '@clerk/chrome-extension';

type Clerk = ReturnType<typeof useClerk>;
type Client = NonNullable<Clerk['client']>;

/**
 * Makes the SDK take up what its server says now. Reloading the client alone is not enough: the SDK
 * keeps the session it had, even one that has ended, until it is told. Rejects when the server gave no
 * answer; the SDK retries before it says so.
 */
export async function followServer(clerk: Clerk): Promise<void> {
  const client = await clerk.client?.reload();
  if (!client) return;
  const sessions = client.signedInSessions;
  const current = sessions.find(({ id }) => id === client.lastActiveSessionId) ?? sessions[0];
  if (current && current.id === clerk.session?.id) {
    // Not setActive(), which also writes: it touches the session with the organisation read a moment
    // ago, and so would undo a switch that the worker made since.
    loadedClerk().updateClient(client);
  } else {
    await clerk.setActive({ session: current?.id ?? null });
  }
}

/** The SDK's own instance. What `useClerk()` gives wraps it, and has no `updateClient`. */
function loadedClerk() {
  const { Clerk } = globalThis as typeof globalThis & {
    Clerk?: { updateClient(client: Client): void };
  };
  if (!Clerk) throw new Error('Clerk’s provider left no Clerk in the window.');
  return Clerk;
}
