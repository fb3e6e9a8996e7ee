import type { Instance } from '../instance';
import type { ApiKey } from '../store/api-key-model';
import { isExpired, secretOf } from './api-keys';

/** A key as every answer has it but that to its making: without its secret. */
export function apiKeyJSON(instance: Instance, key: ApiKey) {
  return {
    object: 'api_key',
    id: key.id,
    type: key.type,
    subject: key.subject,
    name: key.name,
    description: key.description,
    claims: key.claims,
    scopes: key.scopes,
    revoked: key.revoked,
    revocation_reason: key.revocationReason,
    expired: isExpired(instance, key),
    expiration: key.expireAt,
    created_by: key.createdBy,
    last_used_at: key.lastUsedAt,
    created_at: key.createdAt,
    updated_at: key.updatedAt,
  };
}

/** A key that was made just now, with its secret. */
export function newApiKeyJSON(instance: Instance, key: ApiKey) {
  return { ...apiKeyJSON(instance, key), secret: secretOf(instance, key) };
}
