import { badRequest } from '../http/errors';
import type { Instance } from '../instance';
import type { User } from '../store/model';

/**
 * The user that `ticket`, the JWT of a sign-in token, signs in. It does so once. Throws Clerk's answer
 * to one that is forged, expired, revoked or used.
 */
export async function redeemTicket(instance: Instance, ticket: string): Promise<User> {
  const claims = await instance.key.read(ticket);
  const id = claims?.st === 'sign_in_token' && typeof claims.sid === 'string' ? claims.sid : '';
  const token = instance.store.signInTokens.get(id);
  const user = instance.store.users.get(token?.userId ?? '');
  if (token === undefined || user === undefined) {
    throw badRequest('ticket_invalid_code', 'ticket is invalid', 'The ticket is invalid.');
  }
  const now = instance.clock.now();
  if (token.status === 'revoked') {
    throw badRequest('sign_in_token_revoked_code', 'token has been revoked');
  }
  if (token.status === 'accepted') {
    throw badRequest('sign_in_token_already_used_code', 'token has already been used');
  }
  if (now >= token.expireAt) {
    throw badRequest('ticket_expired_code', 'ticket has expired', 'The ticket has expired.');
  }
  token.status = 'accepted';
  token.updatedAt = now;
  return user;
}
