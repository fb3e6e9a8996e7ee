import type { Server } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { JsonValue } from '../../../src/messaging/contract';
import { listen, stop, trackConnections } from '../../servers/embedded-clerk/listen';
import { REPLY, REQUEST } from './content-script';

/** What the content script in a prerendered page was answered. */
export interface PrerenderedAnswer {
  /** Whether the page was still prerendered when the answer came. */
  prerendering: boolean;
  answer: JsonValue;
}

/** A web site on which content scripts run, hostile in that it frames whatever it is asked to. */
export interface Site {
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  /** The address of a page that holds a frame of `url`, with these attributes. */
  framing(url: string, attributes?: string): string;
  /**
   * The address of a page that has another one prerendered, whose content script sends `message`; and
   * what came of it, once there is such a page.
   */
  prerendering(message: JsonValue): { url: string; answered: Promise<PrerenderedAnswer> };
  close(): Promise<void>;
}

/** Starts the site on a free loopback port. */
export async function startSite(): Promise<Site> {
  let answer: (value: PrerenderedAnswer) => void;
  const answered = new Promise<PrerenderedAnswer>((resolve) => {
    answer = resolve;
  });
  const app = new Hono();
  app.get('/', (c) => c.html('<!doctype html><title>Site</title><p>A site.</p>'));
  app.get('/framing', (c) => {
    const { url, attributes } = c.req.query();
    return c.html(`<!doctype html><title>Site</title><iframe src="${url}" ${attributes}></iframe>`);
  });
  app.get('/prerendering', (c) => {
    const url = `/prerendered${new URL(c.req.url).search}`;
    const rules = { prerender: [{ urls: [url], eagerness: 'immediate' }] };
    return c.html(
      `<!doctype html><title>Site</title><script type="speculationrules">${JSON.stringify(rules)}</script>`,
    );
  });
  app.get('/prerendered', (c) => c.html(prerendered(c.req.query('message') ?? 'null')));
  app.post('/answer', async (c) => {
    answer(await c.req.json());
    return c.body(null, 204);
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const connections = trackConnections(server);
  const origin = `http://127.0.0.1:${await listen(server, 0)}`;
  return {
    origin,
    framing: (url, attributes = '') =>
      `${origin}/framing?${new URLSearchParams({ url, attributes })}`,
    prerendering: (message) => ({
      url: `${origin}/prerendering?${new URLSearchParams({ message: JSON.stringify(message) })}`,
      answered,
    }),
    close: () => stop(server, connections),
  };
}

/** A page that has no driver: it asks by itself until there is an answer, and tells the site. */
function prerendered(message: string): string {
  return `<!doctype html>
<title>Prerendered</title>
<script>
  const detail = { id: 'asked', method: 'sendRaw', args: [${message.replaceAll('<', '\\u003c')}] };
  const ask = () => dispatchEvent(new CustomEvent('${REQUEST}', { detail }));
  addEventListener('${REPLY}', ({ detail: { value } }) => {
    // The extension's worker may still be being registered.
    if (!value.answered) return ask();
    const told = { prerendering: document.prerendering, answer: value.response };
    fetch('/answer', { method: 'POST', body: JSON.stringify(told) });
  });
  addEventListener('DOMContentLoaded', ask);
</script>`;
}
