import type { useClerk } from '@clerk/chrome-extension';

/**
 * Makes the SDK take up what its server says now. Reloading the client alone is not enough: the SDK
 * keeps the session it had, even one that has ended, until it is told which is active. Rejects when the
 * server gave no answer; the SDK retries before it says so.
 */
export async function followServer(clerk: ReturnType<typeof useClerk>): Promise<void> {
  const client = await clerk.client?.reload();
  if (!client) return;
  const sessions = client.signedInSessions;
  const current = sessions.find(({ id }) => id === client.lastActiveSessionId) ?? sessions[0];
  await clerk.setActive({ session: current?.id ?? null });
}
