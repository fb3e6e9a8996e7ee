import type { ClientJSON } from '@clerk/shared/types';
import type { Instance } from '../instance';
import { sessionJSON } from '../sessions/serialize';
import { activeSessions } from '../sessions/sessions';
import { signInJSON } from '../sign-ins/serialize';
import { signUpJSON } from '../sign-ups/serialize';
import type { Client } from '../store/model';

/** `client` with everything that drives the SDK's state: active sessions, sign-in, sign-up. */
export async function clientJSON(
  instance: Instance,
  client: Client,
  origin: string | undefined,
): Promise<ClientJSON> {
  const sessions = activeSessions(instance, client);
  return {
    object: 'client',
    id: client.id,
    sessions: await Promise.all(sessions.map((row) => sessionJSON(instance, row, origin))),
    sign_in: client.signIn && signInJSON(instance, client.signIn),
    sign_up: client.signUp && signUpJSON(instance, client.signUp),
    last_active_session_id:
      sessions.find((row) => row.id === client.lastActiveSessionId)?.id ?? null,
    last_authentication_strategy: client.lastStrategy,
    cookie_expires_at: null,
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  };
}
