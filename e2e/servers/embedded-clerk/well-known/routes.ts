import { Hono } from 'hono';
import { notFound } from '../http/errors';
import type { FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import type { Image } from '../store/common-model';
import { identifierOf } from '../store/queries';

/** What is served outside /v1: the public keys, and the pictures Clerk keeps on another host. */
export function wellKnownRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  app.get('/.well-known/jwks.json', (c) => c.json(instance.key.jwks()));
  app.get('/images/:id', (c) => {
    const { users, organizations } = instance.store;
    const id = c.req.param('id');
    const owner = users.get(id) ?? organizations.get(id);
    if (owner === undefined) throw notFound('Image');
    const name = 'name' in owner ? owner.name : (owner.firstName ?? identifierOf(owner));
    const image = owner.image ?? initialImage(name);
    c.header('Cache-Control', 'max-age=3600');
    return c.body(image.bytes, 200, { 'Content-Type': image.type });
  });
  return app;
}

/** A square with the first letter of `name`, in place of Clerk's generated gradient. */
function initialImage(name: string): Image {
  const initial = /[\p{L}\p{N}]/u.exec(name)?.[0]?.toUpperCase() ?? '?';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#6c47ff"/><text x="32" y="43" font-family="sans-serif" font-size="32" fill="#fff" text-anchor="middle">${initial}</text></svg>`;
  return { type: 'image/svg+xml', bytes: new TextEncoder().encode(svg) };
}
