import { createMiddleware } from 'hono/factory';
import { FapiError } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { actingSession } from '../sessions/acting-session';
import { provedAt } from '../sessions/sessions';

const maxAgeMs = 10 * 60 * 1000;

/**
 * What is only done for somebody who proved who they are within ten minutes, where the instance asks for
 * that. PATCH /me is among it when it changes what the user is identified by.
 * https://clerk.com/docs/guides/secure/reverification#sensitive-actions-that-require-reverification
 */
const sensitive: readonly (readonly [method: string, path: RegExp])[] = [
  ['DELETE', /^\/v1\/me$/],
  ['POST', /^\/v1\/me\/(change|remove)_password$/],
  ['POST', /^\/v1\/me\/(email_addresses|phone_numbers|passkeys|external_accounts)$/],
  ['DELETE', /^\/v1\/me\/(email_addresses|phone_numbers|passkeys|external_accounts)\/[^/]+$/],
  ['PATCH', /^\/v1\/me\/phone_numbers\/[^/]+$/],
  ['POST', /^\/v1\/me\/(totp|backup_codes\/?)$/],
  ['DELETE', /^\/v1\/me\/totp$/],
  ['POST', /^\/v1\/me\/sessions\/[^/]+\/revoke$/],
];
const identifying = ['username', 'primary_email_address_id', 'primary_phone_number_id'];

/** Refuses, with 403, a sensitive action of a session whose last proof is too old. */
export function requireRecentProof(instance: Instance) {
  return createMiddleware<FapiEnv>(async (c, next) => {
    if (instance.reverification && (await isSensitive(c))) {
      const age = instance.clock.now() - provedAt(actingSession(instance, c));
      if (age >= maxAgeMs) throw reverificationRequired();
    }
    return next();
  });
}

async function isSensitive(c: FapiContext): Promise<boolean> {
  const { method, path } = c.req;
  if (method === 'PATCH' && path === '/v1/me') {
    const form = new URLSearchParams(await c.req.text());
    return identifying.some((name) => form.has(name));
  }
  return sensitive.some(([verb, pattern]) => verb === method && pattern.test(path));
}

function reverificationRequired(): FapiError {
  return new FapiError(403, {
    code: 'session_reverification_required',
    message: 'Reverification required',
    long_message: 'You need to provide additional verification to perform this operation',
    meta: {},
  });
}
