import type { Instance } from '../instance';
import { sessionJSON } from '../sessions/serialize';
import { activeSessions } from '../sessions/sessions';
import { signInJSON } from '../sign-ins/serialize';
import { signUpJSON } from '../sign-ups/serialize';
import type { Client } from '../store/client-model';

/**
 * `client` with everything that drives the SDK's state: active sessions, and the sign-in and sign-up
 * that are under way. One that is complete is no longer the client's, unless it was completed by a link,
 * of which the client has yet to hear.
 */
export async function clientJSON(instance: Instance, client: Client, origin: string | undefined) {
  const { signIn, signUp } = client;
  const sessions = activeSessions(instance, client);
  return {
    object: 'client',
    id: client.id,
    sessions: await Promise.all(sessions.map((row) => sessionJSON(instance, row, origin))),
    sign_in:
      signIn && (signIn.status !== 'complete' || signIn.verification?.strategy === 'email_link')
        ? signInJSON(instance, signIn)
        : null,
    sign_up:
      signUp &&
      (signUp.createdUserId === null || signUp.emailVerification?.strategy === 'email_link')
        ? signUpJSON(instance, signUp)
        : null,
    last_active_session_id:
      sessions.find((row) => row.id === client.lastActiveSessionId)?.id ?? null,
    last_authentication_strategy: client.lastStrategy,
    cookie_expires_at: null,
    captcha_bypass: false,
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  };
}
