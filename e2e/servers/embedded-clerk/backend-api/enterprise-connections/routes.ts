import { Hono } from 'hono';
import { enterpriseConnectionJSON } from '../../enterprise/serialize';
import { flag, one, pageOf, paging } from '../../http/query';
import type { Instance } from '../../instance';
import { enterpriseConnections } from '../../oauth/connections';
import type { BackendEnv } from '../backend-api';
import { notFound } from '../errors';
import { readQuery } from '../input';

/**
 * The connections of enterprises, to be read. One is made when the instance starts, and no other later:
 * its provider's host is in the certificate, and in what the browser was told at its start.
 */
export function enterpriseConnectionRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  app.get('/enterprise_connections', (c) => {
    const asked = readQuery(c, {
      ...paging,
      organization_id: one.optional(),
      active: flag.optional(),
    });
    const all = enterpriseConnections(instance).map(enterpriseConnectionJSON);
    const { organization_id = null, active = true } = asked;
    return c.json(pageOf(active && organization_id === null ? all : [], asked));
  });
  app.get('/enterprise_connections/:id', (c) => {
    const id = c.req.param('id');
    const found = enterpriseConnections(instance).find(({ enterprise }) => enterprise.id === id);
    if (found === undefined) throw notFound(`No enterprise connection was found with id ${id}.`);
    return c.json(enterpriseConnectionJSON(found));
  });
  return app;
}
