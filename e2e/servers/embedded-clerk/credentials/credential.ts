import { createHmac } from 'node:crypto';
import type { Instance } from '../instance';
import type { Credential } from '../store/credential-model';

/**
 * The secret of what `name` names, with `prefix` before it. Clerk gives secrets back whenever a backend asks
 * (`GET /api_keys/{id}/secret`, `GET /machines/{id}/secret_key`), so a digest would not do; nor are they kept.
 * They are derived from the instance's private key, so that neither the store nor its file holds one more.
 */
export function deriveSecret(instance: Instance, prefix: 'ak' | 'mt', name: string): string {
  const { d } = instance.key.privateJwk();
  return `${prefix}_${createHmac('sha256', d).update(name).digest('hex').slice(0, 48)}`;
}

/** What a new credential is like apart from what is said of it. */
export function newCredential({ clock }: Instance) {
  const now = clock.now();
  return {
    revoked: false,
    revocationReason: null,
    lastUsedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** When something expires that has `seconds` from now on; `null`, as given, for never. */
export function expiryIn(instance: Instance, seconds: number | null): number | null {
  return seconds === null ? null : instance.clock.now() + seconds * 1000;
}

/** Whether the time of a credential is over. */
export function isExpired(instance: Instance, { expireAt }: Credential): boolean {
  return expireAt !== null && expireAt <= instance.clock.now();
}

/** Whether it lets anybody in. */
export function isValid(instance: Instance, row: Credential): boolean {
  return !row.revoked && !isExpired(instance, row);
}

/** Puts an end to it, for good. */
export function revoke(instance: Instance, row: Credential, reason: string | null): void {
  Object.assign(row, {
    revoked: true,
    revocationReason: reason,
    updatedAt: instance.clock.now(),
  });
}

/** How every kind of it looks on the wire: without its secret. */
export function credentialJSON(instance: Instance, row: Credential) {
  return {
    id: row.id,
    subject: row.subject,
    claims: row.claims,
    scopes: row.scopes,
    revoked: row.revoked,
    revocation_reason: row.revocationReason,
    expired: isExpired(instance, row),
    expiration: row.expireAt,
    last_used_at: row.lastUsedAt,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
