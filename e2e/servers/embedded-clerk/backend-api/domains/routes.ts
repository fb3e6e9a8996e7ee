import { Hono } from 'hono';
import { z } from 'zod';
import { type Domain, domainsOf, findDomain } from '../../domains/domains';
import { assertHealthyProxy } from '../../domains/proxies';
import { badRequest, FapiError, formError } from '../../http/errors';
import { parametersInvalid } from '../../http/parameters';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import type { BackendEnv } from '../backend-api';
import { notFound } from '../errors';
import { readBody } from '../input';
import { domainJSON } from './serialize';

/** The instance's domain, and satellites, whose pages a production instance lets in too. */
export function domainRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { clock, store } = instance;
  const find = (id: string): Domain => {
    const found = findDomain(instance, id);
    if (found === undefined) throw notFound(`No domain was found with ${id}`, 'Domain not found');
    return found;
  };

  app.get('/domains', (c) => {
    const data = domainsOf(instance).map((domain) => domainJSON(instance, domain));
    return c.json({ data, total_count: data.length });
  });

  app.post('/domains', async (c) => {
    const asked = await readBody(c, {
      name: nameIn(instance),
      is_satellite: z.boolean(),
      proxy_url: z.string().nullish(),
    });
    if (!asked.is_satellite) throw primaryExists();
    assertNameFree(instance, asked.name);
    const now = clock.now();
    const row = { id: newId('dmn'), name: asked.name, createdAt: now, updatedAt: now };
    // Clerk asks the proxy about a domain that it knows.
    store.satelliteDomains.set(row.id, { ...row, proxyUrl: null });
    try {
      await setProxyUrl(instance, row.id, asked.proxy_url ?? undefined);
    } catch (error) {
      store.satelliteDomains.delete(row.id);
      throw error;
    }
    return c.json(domainJSON(instance, find(row.id)));
  });

  app.patch('/domains/:id', async (c) => {
    const { id, isSatellite, name } = find(c.req.param('id'));
    const asked = await readBody(c, {
      name: nameIn(instance).nullish(),
      proxy_url: z.string().nullish(),
    });
    // The primary's name is in the keys and the certificate, and stays.
    if (!isSatellite && asked.name) throw parametersInvalid([{ param: 'name', kind: 'unknown' }]);
    const renamed = asked.name ?? name;
    if (renamed !== name) assertNameFree(instance, renamed);
    await setProxyUrl(instance, id, asked.proxy_url);
    const row = store.satelliteDomains.get(id);
    if (row !== undefined) Object.assign(row, { name: renamed, updatedAt: clock.now() });
    return c.json(domainJSON(instance, find(id)));
  });

  app.delete('/domains/:id', (c) => {
    const { id, isSatellite } = find(c.req.param('id'));
    if (!isSatellite) throw notOnPrimary();
    store.satelliteDomains.delete(id);
    return c.json({ object: 'domain', id, deleted: true });
  });
  return app;
}

/** A name without a scheme; that of a development instance's domain may have a port. */
function nameIn({ mode }: Instance) {
  return z
    .string()
    .toLowerCase()
    .regex(
      mode === 'production'
        ? /^([a-z0-9-]+\.)+[a-z]{2,}$/
        : /^([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?$/,
    );
}

/** Has the domain `id` served through `url`, or directly for `null`. Throws Clerk's answer to a bad one. */
async function setProxyUrl(
  { mode, store }: Instance,
  id: string,
  url: string | null | undefined,
): Promise<void> {
  if (url === undefined) return;
  if (mode !== 'production') {
    throw badRequest(
      'domain_update_forbidden',
      'Domain update was forbidden',
      'Domain can be only updated for production instances',
    );
  }
  if (url !== null) await assertHealthyProxy(url, id);
  const owner = store.satelliteDomains.get(id) ?? store.settings;
  owner.proxyUrl = url;
}

function assertNameFree(instance: Instance, name: string): void {
  if (domainsOf(instance).every((known) => known.name !== name)) return;
  throw formError('form_already_exists', 'name', `The domain ${name} exists already.`);
}

/** 422: https://clerk.com/docs/guides/development/errors/backend-api, `PrimaryDomainAlreadyExists`. */
function primaryExists(): FapiError {
  return formError(
    'primary_domain_already_exists',
    'is_satellite',
    'primary domain already exists',
    'Currently, only a single primary domain is supported and the current instance already has one. All new domains need to be set a satellites.',
  );
}

/** 403: the same index, `OperationNotAllowedOnPrimaryDomain`. */
function notOnPrimary(): FapiError {
  return new FapiError(403, {
    code: 'operation_not_allowed_on_primary_domain',
    message: 'operation not allowed',
    long_message:
      'This operation is not allowed on a primary domain. Try again with a satellite domain of the instance.',
  });
}
