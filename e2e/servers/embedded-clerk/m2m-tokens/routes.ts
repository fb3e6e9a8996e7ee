import { Hono } from 'hono';
import { z } from 'zod';
import { notFound, secretKeyInvalid } from '../backend-api/errors';
import { isSameSecretKey } from '../backend-api/secret-key';
import { credentialJSON, isExpired, revoke } from '../credentials/credential';
import {
  paging,
  presentedBearer,
  readBody,
  readId,
  readQuery,
  revocation,
  seconds,
} from '../credentials/input';
import { notAllowed } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import { flag, one, pageOf } from '../http/query';
import type { Instance } from '../instance';
import { machineOf } from '../machines/machines';
import type { M2mToken } from '../store/credential-model';
import { rows } from '../store/queries';
import { type Caller, findToken, jwtToken, opaqueToken, tokenOf, verifyToken } from './tokens';

// Names, limits and defaults: Clerk's document of 2026-05-12.
const newToken = z.strictObject({
  claims: z.record(z.string(), z.unknown()).nullish(),
  min_remaining_ttl_seconds: z.int().min(0).optional(),
  seconds_until_expiration: seconds,
  token_format: z.enum(['opaque', 'jwt']).default('opaque'),
});
const presentedToken = z.strictObject({ token: z.string() });
const readTokenId = (c: FapiContext) => readId(c, 'm2m_token_id', /^mt_[0-9A-Fa-f]{32}$/);
const tokenQuery = z.strictObject({
  subject: one.pipe(z.string().regex(/^mch_\w{27}$/)),
  revoked: flag.default(false),
  expired: flag.default(false),
  ...paging,
});

/**
 * The tokens by which machines know each other. It is the only part of the Backend API that a machine's secret
 * key opens as well as the instance's, so it asks by itself who presents what.
 */
export function m2mTokenRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();

  app.post('/m2m_tokens', async (c) => {
    const machine = callerOf(instance, c);
    if (machine === 'instance') throw secretKeyInvalid();
    const asked = await readBody(c, newToken);
    const wanted = {
      claims: asked.claims,
      seconds: asked.seconds_until_expiration,
      minRemaining: asked.min_remaining_ttl_seconds,
    };
    if (asked.token_format === 'jwt') {
      const { row, token } = await jwtToken(instance, machine, wanted);
      return c.json({ ...tokenJSON(instance, row), token }, 201);
    }
    const row = opaqueToken(instance, machine, wanted);
    return c.json({ ...tokenJSON(instance, row), token: tokenOf(instance, row) }, 201);
  });
  app.get('/m2m_tokens', (c) => {
    const caller = callerOf(instance, c);
    const asked = readQuery(c, tokenQuery);
    if (caller !== 'instance' && caller.id !== asked.subject) throw notAllowed();
    if (!instance.store.machines.has(asked.subject)) {
      throw notFound(`No machine was found with id ${asked.subject}.`);
    }
    const found = rows(
      instance.store.m2mTokens,
      (row) =>
        row.subject === asked.subject &&
        (asked.revoked || !row.revoked) &&
        (asked.expired || !isExpired(instance, row)),
    );
    const { data, total_count } = pageOf(found.reverse(), asked);
    return c.json({ m2m_tokens: data.map((row) => tokenJSON(instance, row)), total_count });
  });
  app.post('/m2m_tokens/verify', async (c) => {
    const caller = callerOf(instance, c);
    const { token } = await readBody(c, presentedToken);
    return c.json(tokenJSON(instance, verifyToken(instance, caller, token)));
  });
  app.post('/m2m_tokens/:id/revoke', async (c) => {
    const caller = callerOf(instance, c);
    const row = findToken(instance, caller, readTokenId(c));
    const { revocation_reason: reason = null } = await readBody(c, revocation);
    revoke(instance, row, reason);
    return c.json(tokenJSON(instance, row));
  });
  return app;
}

/** Whose secret key the request presents. Throws 401 for any other. */
function callerOf(instance: Instance, c: FapiContext): Caller {
  const presented = presentedBearer(c) ?? '';
  if (isSameSecretKey(presented, instance.secretKey)) return 'instance';
  const machine = machineOf(instance, presented);
  if (machine === undefined) throw secretKeyInvalid();
  return machine;
}

function tokenJSON(instance: Instance, row: M2mToken) {
  return { object: 'machine_to_machine_token', ...credentialJSON(instance, row) };
}
