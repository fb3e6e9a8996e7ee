import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { badRequest, FapiError } from '../http/errors';
import type { Instance } from '../instance';
import type { Verification } from '../store/common-model';
import { identifierOf } from '../store/queries';
import type { Passkey, PasskeyCredential, User } from '../store/user-model';
import { assertOpen } from '../verifications/codes';
import { parseAssertion, parseNewCredential } from './credential';
import type { RelyingParty } from './relying-party';

/** How long the challenge of a ceremony is good, in milliseconds. */
const lifetimeMs = 5 * 60 * 1000;

/** Asks for a passkey of `user`, on a device that holds none of theirs yet. */
export async function askForNewPasskey(
  instance: Instance,
  party: RelyingParty,
  user: User,
): Promise<Verification> {
  const options = await generateRegistrationOptions({
    rpName: 'Embedded Clerk',
    rpID: party.id,
    userID: new TextEncoder().encode(user.id),
    userName: identifierOf(user),
    userDisplayName: [user.firstName, user.lastName].filter(Boolean).join(' '),
    excludeCredentials: registered(user).map(({ credential }) => credential),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return awaited(instance, options);
}

/** Asks for one of the passkeys of `user`, or for anybody's. */
export async function askForPasskey(
  instance: Instance,
  party: RelyingParty,
  user?: User,
): Promise<Verification> {
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    allowCredentials:
      user === undefined ? [] : registered(user).map(({ credential }) => credential),
    userVerification: 'required',
  });
  return awaited(instance, options);
}

/**
 * Registers what an authenticator answered for `passkey`. Throws Clerk's answer to what is not for this
 * challenge, origin and relying party, without the person's consent, or somebody's already.
 */
export async function registerPasskey(
  instance: Instance,
  party: RelyingParty,
  passkey: Passkey,
  answer: string,
): Promise<void> {
  const response = parseNewCredential(answer);
  const { verification } = passkey;
  const challenge = spend(instance, verification);
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
  }).catch(() => ({ registrationInfo: undefined }));
  if (registrationInfo === undefined || ownerOf(instance, registrationInfo.credential.id)) {
    throw badRequest(
      'passkey_registration_failure',
      'Passkey registration failed',
      'Passkey registration flow could not be completed',
    );
  }
  const { id, publicKey, transports } = registrationInfo.credential;
  passkey.credential = { id, publicKey, transports: transports ?? [] };
  passkey.updatedAt = instance.clock.now();
  verification.status = 'verified';
}

/**
 * Whose passkey signed the challenge of `verification`; `expected` is whoever has said who they are.
 * Throws Clerk's answer to a key that is nobody's, and to a signature for another challenge, origin or
 * relying party, or without the person's consent. A device's count of signatures is not kept: Clerk's own
 * suite signs in three times with a count of 1, so Clerk refuses nobody over it, which WebAuthn (7.2, step
 * 22) leaves to it.
 */
export async function verifyPasskey(
  instance: Instance,
  party: RelyingParty,
  verification: Verification | null,
  answer: string,
  expected?: User,
): Promise<User> {
  const response = parseAssertion(answer);
  const challenge = spend(instance, verification);
  const owner = ownerOf(instance, response.id);
  if (owner === undefined || (expected !== undefined && owner.user !== expected)) {
    throw new FapiError(404, {
      code: 'passkey_not_registered',
      message: 'not registered',
      long_message: 'Passkey is not registered.',
      meta: {},
    });
  }
  const { user, passkey, credential } = owner;
  const handle = 'userHandle' in response.response ? response.response.userHandle : undefined;
  const isTheirs = handle === undefined || Buffer.from(handle, 'base64url').toString() === user.id;
  const result = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    credential: { ...credential, counter: 0 },
  }).catch(() => undefined);
  if (!result?.verified || !isTheirs) {
    throw badRequest(
      'passkey_authentication_failure',
      'authentication failed',
      'Passkey authentication failed',
    );
  }
  passkey.lastUsedAt = instance.clock.now();
  if (verification !== null) verification.status = 'verified';
  return user;
}

/** The passkeys of `user` that are registered: what others began and left is not. */
export function registered(user: User): (Passkey & { credential: PasskeyCredential })[] {
  return user.passkeys.filter(
    (passkey): passkey is Passkey & { credential: PasskeyCredential } =>
      passkey.credential !== null,
  );
}

function ownerOf({ store }: Instance, credentialId: string) {
  for (const user of store.users.values()) {
    const passkey = registered(user).find(({ credential }) => credential.id === credentialId);
    if (passkey !== undefined) return { user, passkey, credential: passkey.credential };
  }
  return undefined;
}

function awaited({ clock }: Instance, options: { challenge: string }): Verification {
  return {
    strategy: 'passkey',
    status: 'unverified',
    code: options.challenge,
    attempts: 0,
    expireAt: clock.now() + lifetimeMs,
    nonce: JSON.stringify(options),
  };
}

/** The challenge of `verification`, which no second answer meets: whatever comes of it, it is over. */
function spend(instance: Instance, verification: Verification | null): string {
  const open = assertOpen(instance, verification);
  const challenge = open.code ?? '';
  open.status = 'failed';
  open.attempts = 1;
  open.code = null;
  return challenge;
}
