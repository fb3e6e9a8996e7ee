import { Hono } from 'hono';
import { z } from 'zod';
import { FapiError } from '../../http/errors';
import { parametersInvalid } from '../../http/parameters';
import { flag, pageOf, paging } from '../../http/query';
import type { Instance } from '../../instance';
import type { Template } from '../../store/instance-model';
import { setTemplate } from '../../tokens/templates';
import type { BackendEnv } from '../backend-api';
import { notFound } from '../errors';
import { jsonObject, readBody, readQuery } from '../input';

/** Claims that Clerk sets itself: https://clerk.com/docs/guides/sessions/jwt-templates */
const reserved = ['azp', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sub'];
/** A custom signing key is not supported: every token is signed with the instance's. */
const fields = {
  name: z.string().min(1),
  claims: jsonObject,
  lifetime: z.number().int().min(30).max(315_360_000).nullish(),
  allowed_clock_skew: z.number().int().min(0).max(300).nullish(),
  custom_signing_key: z.literal(false).optional(),
};
type Fields = z.output<z.ZodObject<typeof fields>>;

/** Templates of tokens for other services. */
export function jwtTemplateRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { store, clock } = instance;
  const find = (id: string): Template => {
    const found = [...store.templates.values()].find((row) => row.id === id);
    if (found === undefined) {
      throw notFound(`No JWT template exists with id: ${id}`, 'JWT template not found');
    }
    return found;
  };
  const assertAllowed = (asked: Fields, current?: Template) => {
    const claim = Object.keys(asked.claims).find((key) => reserved.includes(key));
    if (claim !== undefined) throw reservedClaim(claim);
    const named = store.templates.get(asked.name);
    if (named !== undefined && named !== current) {
      throw parametersInvalid([{ param: 'name', kind: 'taken' }]);
    }
  };

  app.get('/jwt_templates', (c) => {
    const asked = readQuery(c, { ...paging, paginated: flag.default(false) });
    const page = pageOf([...store.templates.values()], asked);
    const data = page.data.map(templateJSON);
    return c.json(asked.paginated ? { ...page, data } : data);
  });
  app.post('/jwt_templates', async (c) => {
    const asked = await readBody(c, fields);
    assertAllowed(asked);
    const row = setTemplate(instance, {
      name: asked.name,
      claims: asked.claims,
      lifetimeSeconds: asked.lifetime ?? 60,
      allowedClockSkewSeconds: asked.allowed_clock_skew ?? 5,
    });
    return c.json(templateJSON(row));
  });
  app.get('/jwt_templates/:id', (c) => c.json(templateJSON(find(c.req.param('id')))));
  app.patch('/jwt_templates/:id', async (c) => {
    const row = find(c.req.param('id'));
    const asked = await readBody(c, fields);
    assertAllowed(asked, row);
    store.templates.delete(row.name);
    row.name = asked.name;
    row.claims = asked.claims;
    row.lifetimeSeconds = asked.lifetime ?? row.lifetimeSeconds;
    row.allowedClockSkewSeconds = asked.allowed_clock_skew ?? row.allowedClockSkewSeconds;
    row.updatedAt = clock.now();
    store.templates.set(row.name, row);
    return c.json(templateJSON(row));
  });
  app.delete('/jwt_templates/:id', (c) => {
    const row = find(c.req.param('id'));
    store.templates.delete(row.name);
    return c.json({ object: 'jwt_template', id: row.id, deleted: true });
  });
  return app;
}

function templateJSON(row: Template) {
  return {
    object: 'jwt_template',
    id: row.id,
    name: row.name,
    claims: row.claims,
    lifetime: row.lifetimeSeconds,
    allowed_clock_skew: row.allowedClockSkewSeconds,
    custom_signing_key: false,
    signing_algorithm: 'RS256',
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

function reservedClaim(claim: string): FapiError {
  return new FapiError(400, {
    code: 'jwt_template_reserved_claim',
    message: 'reserved claim used',
    long_message: `You can't use the reserved claim: '${claim}'`,
    meta: { param_name: 'claims' },
  });
}
