/**
 * The session that a client of the SDK's stands for: the one it last made active, or else the first
 * that is signed in, as the SDK chooses at load. `null` when nobody is signed in.
 *
 * @see https://github.com/clerk/javascript/blob/main/packages/clerk-js/src/core/clerk.ts (defaultSession)
 */
export function currentSession<Session extends { id: string }>(
  client:
    | { signedInSessions: readonly Session[]; lastActiveSessionId: string | null }
    | null
    | undefined,
): Session | null {
  const sessions = client?.signedInSessions ?? [];
  const lastActive = sessions.find(({ id }) => id === client?.lastActiveSessionId);
  return lastActive ?? sessions[0] ?? null;
}
