import { Hono } from 'hono';
import { z } from 'zod';
import { parametersInvalid } from '../../http/parameters';
import { flag, pageOf, paging } from '../../http/query';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import type { RedirectUrl } from '../../store/instance-model';
import type { BackendEnv } from '../backend-api';
import { notFound } from '../errors';
import { readBody, readQuery } from '../input';

/** The allow-list of URLs that a native application may be sent back to after OAuth. */
export function redirectUrlRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { redirectUrls } = instance.store;
  const find = (id: string): RedirectUrl => {
    const found = redirectUrls.get(id);
    if (found === undefined) {
      throw notFound(`No RedirectURL exists with id: ${id}`, 'Redirect url not found');
    }
    return found;
  };

  app.get('/redirect_urls', (c) => {
    const asked = readQuery(c, { ...paging, paginated: flag.default(false) });
    const page = pageOf([...redirectUrls.values()], asked);
    const data = page.data.map(redirectUrlJSON);
    return c.json(asked.paginated ? { ...page, data } : data);
  });
  app.post('/redirect_urls', async (c) => {
    const { url } = await readBody(c, { url: z.url() });
    if ([...redirectUrls.values()].some((row) => row.url === url)) {
      throw parametersInvalid([{ param: 'url', kind: 'taken' }]);
    }
    const now = instance.clock.now();
    const row: RedirectUrl = { id: newId('ru'), url, createdAt: now, updatedAt: now };
    redirectUrls.set(row.id, row);
    return c.json(redirectUrlJSON(row));
  });
  app.get('/redirect_urls/:id', (c) => c.json(redirectUrlJSON(find(c.req.param('id')))));
  app.delete('/redirect_urls/:id', (c) => {
    const { id } = find(c.req.param('id'));
    redirectUrls.delete(id);
    return c.json({ object: 'redirect_url', id, deleted: true });
  });
  return app;
}

function redirectUrlJSON({ id, url, createdAt, updatedAt }: RedirectUrl) {
  return { object: 'redirect_url', id, url, created_at: createdAt, updated_at: updatedAt };
}
