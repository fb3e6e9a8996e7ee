import { FapiError } from '../http/errors';
import type { Instance } from '../instance';
import { identifierOf, isClaimed } from '../store/queries';
import type { User } from '../store/user-model';
import { isListed, isSameMailbox } from './listed-identifiers';

// Codes, statuses and sentences: https://clerk.com/docs/guides/development/errors/frontend-api

/**
 * Clerk's answer to an address or a number that may not be signed up with, or added to an account, or
 * `undefined` if it may: what is on the allowlist may, what is on the blocklist may not, and where there is
 * an allowlist nobody else may. A second address of one mailbox may not where subaddresses are blocked.
 */
export function restrictionOf(instance: Instance, identifier: string): FapiError | undefined {
  return listed(instance, identifier) ?? subaddress(instance, identifier);
}

/** Throws what `restrictionOf` finds in any of `identifiers`. */
export function refuseRestricted(
  instance: Instance,
  ...identifiers: (string | null | undefined)[]
): void {
  for (const identifier of identifiers) {
    const refusal = identifier ? restrictionOf(instance, identifier) : undefined;
    if (refusal !== undefined) throw refusal;
  }
}

/**
 * Clerk's answer to whoever signs in with an identifier that the lists keep out, or `undefined`. The lists
 * have no usernames: whose `identifier` is one is looked for by their address or number.
 */
export function restrictionOnSignIn(
  instance: Instance,
  identifier: string,
  user?: User,
): FapiError | undefined {
  const { restrictions } = instance.store.settings;
  if (restrictions.allowlist_blocklist_disabled_on_sign_in) return undefined;
  const isUsername = user?.username?.toLowerCase() === identifier.toLowerCase();
  return listed(instance, user && isUsername ? identifierOf(user) : identifier);
}

function listed(instance: Instance, identifier: string): FapiError | undefined {
  const { allowlist, blocklist } = instance.store.settings.restrictions;
  // Invite-only and waitlist modes have no use for the allowlist.
  const isExclusive = allowlist && instance.switches.signUpMode === 'public';
  if (isExclusive && isListed(instance, 'allowlist', identifier)) return undefined;
  const isBlocked = blocklist && isListed(instance, 'blocklist', identifier);
  if (!isExclusive && !isBlocked) return undefined;
  return notAllowedAccess(
    'Access not allowed.',
    `${identifier} is not allowed to access this application.`,
    { identifiers: [identifier] },
  );
}

function subaddress({ store }: Instance, identifier: string): FapiError | undefined {
  if (!store.settings.restrictions.block_email_subaddresses) return undefined;
  // One that nobody has proved may be anybody's, and would keep its owner out.
  const known = [...store.users.values()].flatMap(({ emails }) => emails.filter(isClaimed));
  if (!known.some(({ email }) => isSameMailbox(email, identifier))) return undefined;
  return notAllowedAccess(
    'This email address is already in use.',
    'This email address is already in use. Creating multiple accounts with the same email address is not allowed.',
  );
}

function notAllowedAccess(message: string, longMessage: string, meta = {}): FapiError {
  return new FapiError(403, {
    code: 'not_allowed_access',
    message,
    long_message: longMessage,
    meta,
  });
}
