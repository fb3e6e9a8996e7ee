import type { Passkey } from '../store/user-model';
import { verificationJSON } from '../verifications/serialize';

/** A passkey as its owner sees it: never the key. */
export function passkeyJSON(passkey: Passkey) {
  return {
    id: passkey.id,
    object: 'passkey',
    name: passkey.name,
    last_used_at: passkey.lastUsedAt,
    verification: verificationJSON(passkey.verification),
    created_at: passkey.createdAt,
    updated_at: passkey.updatedAt,
  };
}
