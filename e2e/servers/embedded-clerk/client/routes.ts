import { Hono } from 'hono';
import { mintClientToken } from '../client-identity';
import { fetched, mutated, originOf } from '../http/answer';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { activeSessions, endSession } from '../sessions/sessions';
import { createClient } from './clients';
import { clientJSON } from './serialize';

/** The browser's identity, and the client with its sign-out. */
export function clientRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();

  app.post('/dev_browser', async (c) => {
    const token = await mintClientToken(instance, c.get('client'));
    return c.json({ id: token, token });
  });

  app.get('/client', async (c) =>
    fetched(c, await clientJSON(instance, c.get('client'), originOf(c))),
  );
  app.on(['PUT', 'POST'], '/client', async (c) =>
    mutated(instance, c, await clientJSON(instance, c.get('client'), originOf(c))),
  );
  app.delete('/client', (c) => {
    const client = c.get('client');
    for (const session of activeSessions(instance, client)) {
      endSession(instance, session, 'removed');
    }
    endClient(instance, c);
    c.set('client', createClient(instance));
    return fetched(c, { object: 'client', id: client.id, deleted: true });
  });
  app.delete('/client/sessions', async (c) => {
    const client = c.get('client');
    for (const session of activeSessions(instance, client)) {
      endSession(instance, session, 'removed');
    }
    client.signIn = null;
    client.signUp = null;
    // A development client is the browser itself, and outlives whoever was signed in.
    if (instance.mode === 'production') endClient(instance, c);
    return mutated(instance, c, await clientJSON(instance, client, originOf(c)));
  });
  return app;
}

/** Forgets the request's client, and has the browser forget it too. */
function endClient(instance: Instance, c: FapiContext): void {
  instance.store.clients.delete(c.get('client').id);
  c.set('isClientEnded', true);
}
