import type { ClerkAPIErrorJSON } from '@clerk/shared/types';
import { restrictionOf, restrictionOnSignIn } from '../admission/restrictions';
import type { ClerkError } from '../http/errors';
import type { Instance } from '../instance';
import { needsSecondFactor } from '../second-factors/sign-in';
import { activeSessions, startSession } from '../sessions/sessions';
import { type Actor, createSignedUp, obsoleteInvitation } from '../sign-ups/create-user';
import { missingFields } from '../sign-ups/requirements';
import type { Client, SignIn, SignUp } from '../store/client-model';
import type { ExternalProfile, ExternalVerification } from '../store/common-model';
import { findUserByEmail, isVerified, rows, sameEmail } from '../store/queries';
import type { ExternalAccount, User } from '../store/user-model';
import { enterpriseOf } from './connections';
import {
  alreadySignedIn,
  domainReserved,
  externalAccountExists,
  externalAccountNotFound,
  identificationClaimed,
} from './errors';
import { connect } from './external-accounts';

/**
 * The user whose account at the provider this is. One with the same address, which both sides have
 * verified, gets the account connected, as Clerk does.
 *
 * @see https://clerk.com/docs/guides/secure/account-linking
 */
export function findOwner(
  instance: Instance,
  verification: ExternalVerification,
): User | undefined {
  const { profile } = verification;
  if (profile === null) return undefined;
  const owner = rows(instance.store.users, (user) =>
    user.externalAccounts.some(({ verification: known }) => isSameAccount(known.profile, profile)),
  )[0];
  if (owner !== undefined || !profile.emailVerified) return owner;
  // Whoever has never proved the address may not be its owner, and would share the account.
  const namesake = rows(instance.store.users, ({ emails }) =>
    emails.some((address) => isVerified(address) && sameEmail(address.email, profile.email)),
  )[0];
  if (namesake !== undefined) connect(instance, namesake, verification);
  return namesake;
}

/** What a sign-in becomes once the provider has named somebody. */
export function decideSignIn(instance: Instance, actor: Actor, signIn: SignIn): void {
  const { external } = signIn;
  if (external === null || isRefused(external, reservation(instance, external))) return;
  const user = findOwner(instance, external);
  if (user !== undefined) {
    signInAs(instance, actor, signIn, user);
    return;
  }
  if (isRefused(external, obstacle(instance, external))) return;
  Object.assign(external, { status: 'transferable', error: externalAccountNotFound });
}

/** Signs `user` in for `signIn`, whose external account is proven to be theirs. */
export function signInAs(instance: Instance, actor: Actor, signIn: SignIn, user: User): void {
  const { external } = signIn;
  if (external === null) return;
  const restriction = restrictionOnSignIn(instance, external.profile?.email ?? '');
  if (isRefused(external, restriction?.errors[0])) return;
  const open = activeSessions(instance, actor.client);
  const known = open.find((session) => session.userId === user.id);
  if (known !== undefined || (instance.singleSession && open[0] !== undefined)) {
    const error = alreadySignedIn(known?.id ?? open[0]?.id ?? '');
    Object.assign(external, { status: 'failed', error });
    return;
  }
  Object.assign(external, { status: 'verified', url: null, error: null });
  for (const account of user.externalAccounts) {
    const isUsed =
      external.profile && isSameAccount(account.verification.profile, external.profile);
    if (isUsed) account.updatedAt = instance.clock.now();
  }
  actor.client.lastStrategy = strategyOf(external);
  signIn.userId = user.id;
  signIn.identifier = external.profile?.email ?? null;
  if (needsSecondFactor(user)) {
    signIn.status = 'needs_second_factor';
    return;
  }
  const session = startSession(instance, actor.client, user, actor.userAgent);
  signIn.status = 'complete';
  signIn.createdSessionId = session.id;
}

/** What a sign-up becomes once the provider has named somebody. */
export function decideSignUp(instance: Instance, actor: Actor, signUp: SignUp): void {
  const { external } = signUp;
  const profile = external?.profile;
  if (!external || !profile || isRefused(external, reservation(instance, external))) return;
  if (findOwner(instance, external) !== undefined) {
    Object.assign(external, { status: 'transferable', error: externalAccountExists });
    return;
  }
  const error = obstacle(instance, external) ?? obsoleteInvitation(instance, signUp)?.errors[0];
  if (isRefused(external, error)) return;
  Object.assign(external, { status: 'verified', url: null, error: null });
  signUp.email = profile.email;
  signUp.emailVerification = fromProvider(external);
  signUp.firstName = signUp.firstName ?? profile.firstName;
  signUp.lastName = signUp.lastName ?? profile.lastName;
  if (missingFields(instance, signUp).includes('legal_accepted')) return;
  createSignedUp(instance, actor, signUp);
  actor.client.lastStrategy = strategyOf(external);
}

/** What an account that its owner connects in their profile becomes. */
export function decideConnection(instance: Instance, user: User, account: ExternalAccount): void {
  const { verification } = account;
  const { profile } = verification;
  if (profile === null) return;
  const owner = rows(instance.store.users, (other) =>
    other.externalAccounts.some(
      (known) => known !== account && isSameAccount(known.verification.profile, profile),
    ),
  )[0];
  const claimed = owner ?? findUserByEmail(instance.store, profile.email);
  if (claimed !== undefined && claimed.id !== user.id) {
    Object.assign(verification, { status: 'failed', error: identificationClaimed });
    return;
  }
  Object.assign(verification, { status: 'verified', url: null, error: null });
  account.updatedAt = instance.clock.now();
}

/** What tells of an address whose enterprise signs its people in itself, where another provider has named it. */
function reservation(instance: Instance, { strategy, profile }: ExternalVerification) {
  const isElsewhere = strategy !== 'enterprise_sso' && enterpriseOf(instance, profile?.email ?? '');
  return isElsewhere ? domainReserved : undefined;
}

/** Why nobody can sign up as the provider says, or `undefined` where somebody can. */
function obstacle(instance: Instance, { profile }: ExternalVerification) {
  const email = profile?.email ?? '';
  // Clerk has such a person prove the address and set a new password, and connects the two then.
  if (findUserByEmail(instance.store, email) !== undefined) return identificationClaimed;
  return restrictionOf(instance, email)?.errors[0];
}

/** Whether there is an `error`, of which `external` then tells. */
function isRefused(
  external: ExternalVerification,
  error: ClerkAPIErrorJSON | ClerkError | undefined,
): boolean {
  if (error !== undefined) Object.assign(external, { status: 'failed', error });
  return error !== undefined;
}

function isSameAccount(known: ExternalProfile | null, profile: ExternalProfile): boolean {
  return known?.provider === profile.provider && known.subject === profile.subject;
}

function fromProvider({ strategy, expireAt }: ExternalVerification) {
  return {
    strategy: `from_${strategy === 'enterprise_sso' ? 'oauth_custom_enterprise' : strategy}`,
    status: 'verified' as const,
    code: null,
    attempts: 0,
    expireAt,
  };
}

function strategyOf({ strategy }: ExternalVerification): Client['lastStrategy'] {
  return strategy as Client['lastStrategy'];
}
