import { randomBytes } from 'node:crypto';
import { isSameSecretKey } from '../backend-api/secret-key';
import { deriveSecret, expiryIn, isValid, newCredential } from '../credentials/credential';
import { FapiError, notFound } from '../http/errors';
import { pageOf } from '../http/query';
import type { Instance } from '../instance';
import type { ApiKey } from '../store/credential-model';
import { rows } from '../store/queries';
import type { ApiKeyQuery } from './schema';

/** What is said of a key that is to be made. The rest is as it is for every new one. */
export type NewApiKey = Pick<ApiKey, 'type' | 'name' | 'subject'> &
  Partial<Pick<ApiKey, 'description' | 'claims' | 'scopes' | 'createdBy'>> & {
    seconds: number | null | undefined;
  };

/** What whoever presents it is let in by. */
export function secretOf(instance: Instance, { id }: ApiKey): string {
  return deriveSecret(instance, 'ak', `API key ${id}`);
}

/** Makes a key. Throws 409 where its subject has one of that name which is valid. */
export function createApiKey(instance: Instance, { seconds, ...asked }: NewApiKey): ApiKey {
  const { apiKeys } = instance.store;
  const isTaken = ({ name, subject }: ApiKey) => name === asked.name && subject === asked.subject;
  if (rows(apiKeys, (row) => isTaken(row) && isValid(instance, row)).length > 0) throw nameTaken();
  const key: ApiKey = {
    ...newCredential(instance),
    id: `ak_${randomBytes(16).toString('hex')}`,
    type: asked.type,
    name: asked.name,
    description: asked.description ?? null,
    subject: asked.subject,
    claims: asked.claims ?? null,
    scopes: asked.scopes ?? [],
    expireAt: expiryIn(instance, seconds ?? null),
    createdBy: asked.createdBy ?? null,
  };
  apiKeys.set(key.id, key);
  return key;
}

/** 409, by the code for which `APIKeys.tsx` of clerk-js says that the name is taken. */
function nameTaken(): FapiError {
  return new FapiError(409, {
    code: 'token_creation_conflict',
    message: 'Conflict',
    long_message: 'An API key of that name exists already.',
  });
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
