import { createHmac, randomBytes } from 'node:crypto';
import { isSameSecretKey } from '../backend-api/secret-key';
import { notFound } from '../http/errors';
import { pageOf } from '../http/query';
import type { Instance } from '../instance';
import type { ApiKey } from '../store/api-key-model';
import { rows } from '../store/queries';
import { nameTaken } from './errors';

/** What is said of a key that is to be made. The rest is as it is for every new one. */
export type NewApiKey = Pick<ApiKey, 'type' | 'name' | 'subject'> &
  Partial<Pick<ApiKey, 'description' | 'claims' | 'scopes' | 'createdBy'>> & {
    seconds: number | null | undefined;
  };

/** Which keys are asked for, and which page of them. */
export type ApiKeyQuery = {
  type: string;
  subject: string;
  include_invalid: boolean;
  query: string;
  limit: number;
  offset: number;
};

/**
 * The secret of `key`. Clerk gives it back whenever a backend asks (`GET /api_keys/{id}/secret`), so a digest
 * would not do; nor is it kept. It is derived from the instance's private key, so that neither the store nor
 * its file holds one more secret.
 */
export function secretOf(instance: Instance, { id }: ApiKey): string {
  const { d } = instance.key.privateJwk();
  return `ak_${createHmac('sha256', d).update(`API key ${id}`).digest('hex').slice(0, 48)}`;
}

/** Makes a key. Throws 409 where its subject has one of that name which is valid. */
export function createApiKey(instance: Instance, { seconds, ...asked }: NewApiKey): ApiKey {
  const { apiKeys } = instance.store;
  const isTaken = ({ name, subject }: ApiKey) => name === asked.name && subject === asked.subject;
  if (rows(apiKeys, (row) => isTaken(row) && isValid(instance, row)).length > 0) throw nameTaken();
  const now = instance.clock.now();
  const key: ApiKey = {
    id: `ak_${randomBytes(16).toString('hex')}`,
    type: asked.type,
    name: asked.name,
    description: asked.description ?? null,
    subject: asked.subject,
    claims: asked.claims ?? null,
    scopes: asked.scopes ?? [],
    revoked: false,
    revocationReason: null,
    expireAt: expiryIn(instance, seconds ?? null),
    createdBy: asked.createdBy ?? null,
    lastUsedAt: null,
    createdAt: now,
    updatedAt: now,
  };
  apiKeys.set(key.id, key);
  return key;
}

/** When a key expires that has `seconds` from now on; `null`, as given, for never. */
export function expiryIn(instance: Instance, seconds: number | null): number | null {
  return seconds === null ? null : instance.clock.now() + seconds * 1000;
}

/** Whether the time of `key` is over. */
export function isExpired(instance: Instance, { expireAt }: ApiKey): boolean {
  return expireAt !== null && expireAt <= instance.clock.now();
}

function isValid(instance: Instance, key: ApiKey): boolean {
  return !key.revoked && !isExpired(instance, key);
}

/** The keys that `asked` describes, newest first. */
export function listApiKeys(instance: Instance, asked: ApiKeyQuery) {
  const wanted = asked.query.toLowerCase();
  const found = rows(
    instance.store.apiKeys,
    (row) =>
      row.subject === asked.subject &&
      row.type === asked.type &&
      (asked.include_invalid || isValid(instance, row)) &&
      row.name.toLowerCase().includes(wanted),
  );
  return pageOf(found.reverse(), asked);
}

/** The key `id`. Throws 404 if there is none. */
export function findApiKey(instance: Instance, id: string): ApiKey {
  const key = instance.store.apiKeys.get(id);
  if (key === undefined) throw notFound('The API key');
  return key;
}

/** Puts an end to `key`, for good. */
export function revokeApiKey(instance: Instance, key: ApiKey, reason: string | null): void {
  const now = instance.clock.now();
  Object.assign(key, { revoked: true, revocationReason: reason, updatedAt: now });
}

/** The valid key whose secret this is, which is used by it. Throws 404 for any other. */
export function verifyApiKey(instance: Instance, secret: string): ApiKey {
  const matches = (row: ApiKey) => isSameSecretKey(secret, secretOf(instance, row));
  const key = rows(instance.store.apiKeys, matches)[0];
  if (key === undefined || !isValid(instance, key)) throw notFound('The API key');
  key.lastUsedAt = instance.clock.now();
  return key;
}

/** Deletes what belonged to `subject`, which is deleted itself. */
export function deleteApiKeysOf({ store }: Instance, subject: string): void {
  for (const { id } of rows(store.apiKeys, (row) => row.subject === subject)) {
    store.apiKeys.delete(id);
  }
}
