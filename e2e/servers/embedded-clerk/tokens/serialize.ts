import type { TokenJSON } from '@clerk/shared/types';

/** The bare answer to a token request; tokens have no id. */
export function tokenJSON(jwt: string): Omit<TokenJSON, 'id'> {
  return { object: 'token', jwt };
}
