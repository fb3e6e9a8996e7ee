import { credentialJSON } from '../credentials/credential';
import type { Instance } from '../instance';
import type { ApiKey } from '../store/credential-model';
import { secretOf } from './api-keys';

/** A key as every answer has it but that to its making: without its secret. */
export function apiKeyJSON(instance: Instance, key: ApiKey) {
  return {
    object: 'api_key',
    ...credentialJSON(instance, key),
    type: key.type,
    name: key.name,
    description: key.description,
    created_by: key.createdBy,
  };
}

/** A key that was made just now, with its secret. */
export function newApiKeyJSON(instance: Instance, key: ApiKey) {
  return { ...apiKeyJSON(instance, key), secret: secretOf(instance, key) };
}
