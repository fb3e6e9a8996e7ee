import { newId, randomString } from '../ids';
import type { Instance } from '../instance';
import type { Client } from '../store/client-model';

/** A client nobody is signed in to. */
export function createClient(instance: Instance): Client {
  const now = instance.clock.now();
  const client: Client = {
    id: newId('client'),
    rotation: randomString(32),
    signIn: null,
    signUp: null,
    lastActiveSessionId: null,
    lastStrategy: null,
    createdAt: now,
    updatedAt: now,
  };
  instance.store.clients.set(client.id, client);
  return client;
}

/** Gives `client` a new token: a sign-in or sign-out makes the ones before it old. */
export function rotate(instance: Instance, client: Client): void {
  client.rotation = randomString(32);
  client.updatedAt = instance.clock.now();
}
