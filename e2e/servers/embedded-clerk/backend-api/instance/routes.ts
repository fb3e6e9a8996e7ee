import { Hono } from 'hono';
import { z } from 'zod';
import { FapiError } from '../../http/errors';
import { randomString } from '../../ids';
import type { Instance } from '../../instance';
import type { BackendEnv } from '../backend-api';
import { readBody } from '../input';

const hourSeconds = 60 * 60;

/** The instance itself: its settings, its keys, and tokens that let tests past bot protection. */
export function instanceRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { settings } = instance.store;

  app.get('/instance', (c) =>
    c.json({
      object: 'instance',
      id: 'ins_embedded',
      environment_type: instance.mode,
      allowed_origins: settings.allowedOrigins,
      workspace_id: null,
    }),
  );
  // Settings that would change nothing here are refused, not swallowed.
  app.patch('/instance', async (c) => {
    const asked = await readBody(c, { allowed_origins: z.array(z.string()).optional() });
    const invalid = asked.allowed_origins?.find((origin) => !isNativeOrigin(origin));
    if (invalid !== undefined) throw invalidOrigin();
    settings.allowedOrigins = asked.allowed_origins ?? settings.allowedOrigins;
    return c.body(null, 204);
  });

  app.get('/jwks', (c) => c.json(instance.key.jwks()));

  app.post('/testing_tokens', async (c) => {
    await readBody(c, {});
    const expiresAt = Math.floor(instance.clock.now() / 1000) + hourSeconds;
    // Of Clerk's form: when it ends, and a secret.
    const token = `${expiresAt}-c_${randomString(43)}`;
    instance.testingTokens.set(token, expiresAt * 1000);
    return c.json({ object: 'testing_token', token, expires_at: expiresAt });
  });
  return app;
}

/** A scheme of its own and a host: web origins need no place on the list. */
function isNativeOrigin(origin: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/\s]+$/i.test(origin) && !/^file:/i.test(origin);
}

function invalidOrigin(): FapiError {
  return new FapiError(422, {
    code: 'form_invalid_origin',
    message: 'is invalid',
    long_message:
      'allowed_origins must be a valid origin such as my-app://localhost, chrome-extension://mnhbilbfebpbokpjjamapdecdgieldho, or capacitor://localhost:3000',
    meta: { param_name: 'allowed_origins' },
  });
}
