import { badRequest, FapiError } from '../http/errors';
import type { Instance } from '../instance';
import type { Impersonation } from '../sessions/sessions';
import type { User } from '../store/user-model';
import { readTicket, ticketExpired, ticketInvalid } from '../tickets/tickets';

/**
 * Whom `ticket`, of a sign-in token or an actor token, signs in, and who acts as them. It does so once.
 * Throws Clerk's answer to one that is forged, expired, revoked or used.
 */
export async function redeemTicket(
  instance: Instance,
  ticket: string,
): Promise<{ user: User; impersonation?: Impersonation }> {
  const { source, id } = await readTicket(instance, ticket);
  return source === 'actor_token'
    ? redeemActorToken(instance, id)
    : { user: redeemSignInToken(instance, id) };
}

function redeemSignInToken(instance: Instance, id: string): User {
  const token = instance.store.signInTokens.get(id);
  const user = instance.store.users.get(token?.userId ?? '');
  if (token === undefined || user === undefined) throw ticketInvalid();
  if (token.status === 'revoked') {
    throw badRequest('sign_in_token_revoked_code', 'token has been revoked');
  }
  if (token.status === 'accepted') {
    throw badRequest('sign_in_token_already_used_code', 'token has already been used');
  }
  accept(instance, token);
  return user;
}

function redeemActorToken(instance: Instance, id: string) {
  const token = instance.store.actorTokens.get(id);
  if (token === undefined) throw ticketInvalid();
  // Codes and sentences: https://clerk.com/docs/guides/development/errors/frontend-api
  if (token.status === 'revoked') {
    throw badRequest(
      'actor_token_revoked_code',
      'actor token has been revoked',
      'This actor token has been revoked and cannot be used anymore.',
    );
  }
  if (token.status === 'accepted') {
    throw badRequest(
      'actor_token_already_used_code',
      'actor token has already been used',
      'This actor token has already been used. Each token can only be used once.',
    );
  }
  const user = instance.store.users.get(token.userId);
  if (user === undefined) {
    throw new FapiError(404, {
      code: 'actor_token_subject_not_found',
      message: 'user not found',
      long_message: 'The user of the actor token no longer exists. Please request a new one.',
    });
  }
  accept(instance, token);
  return { user, impersonation: { actor: token.actor, lifetimeMs: token.sessionLifetimeMs } };
}

function accept(
  { clock }: Instance,
  token: { status: string; expireAt: number; updatedAt: number },
): void {
  if (clock.now() >= token.expireAt) throw ticketExpired();
  token.status = 'accepted';
  token.updatedAt = clock.now();
}
