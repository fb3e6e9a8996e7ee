import { Hono } from 'hono';
import { z } from 'zod';
import { FapiError } from '../../http/errors';
import { randomString } from '../../ids';
import type { Instance } from '../../instance';
import type { Restrictions } from '../../store/instance-model';
import type { BackendEnv } from '../backend-api';
import { readBody } from '../input';

const hourSeconds = 60 * 60;

/** `null` leaves what it is for as it is. */
const nullable = z.boolean().nullish();
const restrictionChanges = {
  allowlist: nullable,
  blocklist: nullable,
  allowlist_blocklist_disabled_on_sign_in: nullable,
  block_email_subaddresses: nullable,
  block_disposable_email_domains: nullable,
} satisfies Record<keyof Restrictions, z.ZodType>;

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

  app.patch('/instance/restrictions', async (c) => {
    const asked = await readBody(c, restrictionChanges);
    // Nobody here knows which domains those are.
    if (asked.block_disposable_email_domains) throw notInPlan('block_disposable_email_domains');
    const changes = Object.entries(asked).filter(([, value]) => typeof value === 'boolean');
    Object.assign(settings.restrictions, Object.fromEntries(changes));
    return c.json({ object: 'instance_restrictions', ...settings.restrictions });
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

/** 402: https://clerk.com/docs/guides/development/errors/backend-api, `UnsupportedSubscriptionPlanFeatures`. */
function notInPlan(feature: string): FapiError {
  return new FapiError(402, {
    code: 'unsupported_subscription_plan_features',
    message: 'Unsupported plan features',
    long_message:
      'Some features are not supported in your current plan. Upgrade your subscription to unlock them.',
    meta: { unsupported_features: [feature] },
  });
}
