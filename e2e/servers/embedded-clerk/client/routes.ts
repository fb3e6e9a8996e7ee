import { Hono } from 'hono';
import { mintClientToken } from '../client-identity';
import { answerClient } from '../http/answer';
import type { FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { activeSessions, endSession } from '../sessions/sessions';
import type { Client } from '../store/client-model';
import { createClient } from './clients';

/** The browser's identity, and the client with its sign-out. */
export function clientRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const endSessions = (client: Client) => {
    for (const session of activeSessions(instance, client)) {
      endSession(instance, session, 'removed');
    }
  };

  // The SDK reads this bare, without the `response` envelope.
  app.post('/dev_browser', async (c) => {
    const token = await mintClientToken(instance, c.get('client'));
    return c.json({ id: token, token });
  });

  app.on(['GET', 'PUT', 'POST'], '/client', (c) => answerClient(instance, c));

  app.delete('/client', (c) => {
    const client = c.get('client');
    endSessions(client);
    instance.store.clients.delete(client.id);
    c.set('isClientEnded', true);
    c.set('client', createClient(instance));
    return c.json({ response: null, client: null });
  });

  // The sessions end and the client stays: whoever signs in next is on the same one.
  app.delete('/client/sessions', (c) => {
    const client = c.get('client');
    endSessions(client);
    client.signIn = null;
    client.signUp = null;
    return answerClient(instance, c);
  });
  return app;
}
