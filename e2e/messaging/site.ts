import type { Server } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { listen, stop, trackConnections } from '../local-clerk/listen';

/** A web site on which content scripts run, hostile in that it frames whatever it is asked to. */
export interface Site {
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  /** The address of a page that holds a frame of `url`, with these attributes. */
  framing(url: string, attributes?: string): string;
  close(): Promise<void>;
}

/** Starts the site on a free loopback port. */
export async function startSite(): Promise<Site> {
  const app = new Hono();
  app.get('/', (c) => c.html('<!doctype html><title>Site</title><p>A site.</p>'));
  app.get('/framing', (c) => {
    const { url, attributes } = c.req.query();
    return c.html(`<!doctype html><title>Site</title><iframe src="${url}" ${attributes}></iframe>`);
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const connections = trackConnections(server);
  const origin = `http://127.0.0.1:${await listen(server, 0)}`;
  return {
    origin,
    framing: (url, attributes = '') =>
      `${origin}/framing?${new URLSearchParams({ url, attributes })}`,
    close: () => stop(server, connections),
  };
}
