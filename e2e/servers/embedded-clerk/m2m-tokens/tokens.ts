import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isSameSecretKey } from '../backend-api/secret-key';
import { toSeconds } from '../clock';
import { deriveSecret, expiryIn, isValid, newCredential } from '../credentials/credential';
import { badRequest, notFound } from '../http/errors';
import type { Instance } from '../instance';
import type { M2mToken, Machine } from '../store/credential-model';
import { rows } from '../store/queries';

/** Whose secret key asks: a machine's, or the instance's own. */
export type Caller = Machine | 'instance';

/** What a machine asks for. */
export type Wanted = {
  claims: unknown;
  /** How long it is to live; a machine's default without. */
  seconds: number | null | undefined;
  /** One that was made before does if so many seconds of its life are left. */
  minRemaining: number | undefined;
};

/** Clerk's name for this class of JWT, in the header: `jwtCategories.ts` of `@clerk/backend`. */
const jwtCategory = 'cl_B7d4PD333AAA';

/** What whoever presents it is let in by. */
export function tokenOf(instance: Instance, { id }: M2mToken): string {
  return deriveSecret(instance, 'mt', `M2M token ${id}`);
}

/** An opaque token of `machine`, for the machines that it may access: a new one, or one that does as well. */
export function opaqueToken(instance: Instance, machine: Machine, wanted: Wanted): M2mToken {
  const { m2mTokens } = instance.store;
  const { minRemaining } = wanted;
  const made = build(instance, machine, wanted);
  if (minRemaining !== undefined) {
    if (minRemaining >= lifetimeOf(machine, wanted)) throw neverEnough();
    const least = instance.clock.now() + minRemaining * 1000;
    const fits = (row: M2mToken) =>
      row.subject === machine.id &&
      isValid(instance, row) &&
      (row.expireAt ?? Number.POSITIVE_INFINITY) >= least &&
      isDeepStrictEqual([row.claims, row.scopes], [made.claims, made.scopes]);
    const found = rows(m2mTokens, fits)[0];
    if (found !== undefined) return found;
  }
  m2mTokens.set(made.id, made);
  return made;
}

/** A token of `machine` that is verified by the instance's public key, and so is not stored. */
export async function jwtToken(instance: Instance, machine: Machine, wanted: Wanted) {
  const row = build(instance, machine, wanted);
  const iat = toSeconds(row.createdAt);
  const token = await instance.key.sign(
    {
      ...(row.claims as object | null),
      aud: row.scopes,
      exp: iat + Math.ceil(lifetimeOf(machine, wanted)),
      iat,
      iss: instance.issuer,
      jti: row.id,
      nbf: iat,
      scopes: row.scopes.join(' '),
      sub: machine.id,
    },
    jwtCategory,
  );
  return { row, token };
}

function build(instance: Instance, machine: Machine, wanted: Wanted): M2mToken {
  return {
    ...newCredential(instance),
    id: `mt_${randomBytes(16).toString('hex')}`,
    subject: machine.id,
    claims: wanted.claims ?? null,
    scopes: machine.scopes.map(({ machineId }) => machineId),
    expireAt: expiryIn(instance, lifetimeOf(machine, wanted)),
  };
}

function lifetimeOf(machine: Machine, { seconds }: Wanted): number {
  return seconds ?? machine.defaultTokenTtl;
}

/** 400: by Clerk's document no new token would do either. */
function neverEnough() {
  return badRequest(
    'bad_request',
    'Bad Request',
    "'min_remaining_ttl_seconds' must be less than the lifetime of the token",
  );
}

/** The stored token `id`, as `caller` may see it: a machine its own, the instance's key all. Throws 404. */
export function findToken(instance: Instance, caller: Caller, id: string): M2mToken {
  const row = instance.store.m2mTokens.get(id);
  const isShown = caller === 'instance' || caller.id === row?.subject;
  if (row === undefined || !isShown) throw notFound('The M2M token');
  return row;
}

/**
 * The valid token that `presented` is, which is used by it. Throws 404 for any other, and where a machine asks
 * for which it is not.
 */
export function verifyToken(instance: Instance, caller: Caller, presented: string): M2mToken {
  const matches = (row: M2mToken) => isSameSecretKey(presented, tokenOf(instance, row));
  const row = rows(instance.store.m2mTokens, matches)[0];
  const isFor = caller === 'instance' || row?.scopes.includes(caller.id);
  if (row === undefined || !isFor || !isValid(instance, row)) throw notFound('The M2M token');
  row.lastUsedAt = instance.clock.now();
  return row;
}
