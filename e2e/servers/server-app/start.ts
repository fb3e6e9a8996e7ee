import type { Server } from 'node:net';
import { createClerkClient } from '@clerk/backend';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { listen, stop, trackConnections } from '../embedded-clerk/listen';
import type { EmbeddedClerk } from '../embedded-clerk/start';

export type RunningApp = {
  /** `http://localhost:PORT`. */
  origin: string;
  close(): Promise<void>;
};

/**
 * An app whose server renders each page for whoever is signed in, and tells it by
 * `authenticateRequest` alone: https://clerk.com/docs/reference/backend/authenticate-request. The
 * process must trust the certificate of `clerk`.
 */
export async function startServerApp(
  clerk: Pick<EmbeddedClerk, 'apiUrl' | 'host' | 'publishableKey' | 'secretKey'>,
): Promise<RunningApp> {
  const { apiUrl, publishableKey, secretKey } = clerk;
  const backend = createClerkClient({
    apiUrl,
    publishableKey,
    secretKey,
    telemetry: { disabled: true },
  });
  const app = new Hono();
  app.get('/', async (c) => {
    // A Request of this runtime's own: that of the adapter only looks like one.
    const request = new Request(c.req.url, { headers: c.req.raw.headers });
    const state = await backend.authenticateRequest(request, {
      authorizedParties: [new URL(c.req.url).origin],
    });
    if (state.headers.has('location')) {
      return new Response(null, { status: 307, headers: state.headers });
    }
    for (const [name, value] of state.headers) c.header(name, value, { append: true });
    if (state.status === 'handshake') throw new Error('A handshake without a place to go.');
    const { userId } = state.toAuth();
    return c.html(page(clerk, userId));
  });

  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  const connections = trackConnections(server);
  const port = await listen(server, 0);
  return { origin: `http://localhost:${port}`, close: () => stop(server, connections) };
}

/** What the server knows, and clerk-js from where a browser gets it: the Frontend API's host. */
function page(
  { host, publishableKey }: { host: string; publishableKey: string },
  userId: string | null,
) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Server app</title>
  </head>
  <body>
    <p role="status">${userId ?? 'Signed out'}</p>
    <script
      crossorigin="anonymous"
      data-clerk-publishable-key="${publishableKey}"
      src="https://${host}/npm/@clerk/clerk-js@6/dist/clerk.browser.js"
    ></script>
  </body>
</html>`;
}
