import { expect, it, vi } from 'vitest';
import { createClerkTransport } from './clerk-transport';
import { clientJwtKey } from './client-jwt';
import { createClientJwtStorage } from './client-jwt-storage';
import type { SyncCookie } from './sync-cookie';
import { shareClient } from './synced-client';
import { createFakeLocks } from './testing/fake-locks';
import { memoryArea } from './testing/memory-area';

const HOST = 'clerk.example.com';
const KEY = clientJwtKey(HOST);
const CLIENT = `https://${HOST}/v1/client`;

const answer = (jwt: string) => new Response('{}', { headers: { Authorization: jwt } });

const jwt = (id: string, rotation: string, iat = 0) =>
  `head.${btoa(JSON.stringify({ id, rotating_token: rotation, iat }))}.signature`;

/** A transport of a production key, on a storage that shares the client of a cookie, which `see` changes. */
function setUp(own?: string, { isWritable = true, beforeReplace = () => {} } = {}) {
  const jar: { value?: string | undefined; isSignedOut: boolean } = { isSignedOut: false };
  const cookie: SyncCookie = {
    read: async () => jar.value,
    isSignedOut: async () => jar.isSignedOut,
    async replace(expected, next) {
      beforeReplace();
      if (!isWritable || jar.value !== expected) return false;
      jar.value = next;
      return true;
    },
  };
  const area = memoryArea(new Map(own === undefined ? [] : [[KEY, own]]));
  const withLock = createFakeLocks().context();
  const sent: (string | null)[] = [];
  const written: unknown[] = [];
  const network = vi.fn(async () => new Response('{}'));
  const transport = createClerkTransport({
    frontendApiHost: HOST,
    mode: 'production',
    storage: shareClient(
      createClientJwtStorage(KEY, (value) => written.push(value), area, withLock),
      {
        key: KEY,
        cookie,
        onWrite: (value) => written.push(value),
        area,
        withLock,
      },
    ),
    mayCreateClient: true,
    withLock,
    fetch: async (_input, init) => {
      sent.push(new Headers(init?.headers).get('Authorization'));
      return network();
    },
  });
  const see = (value: string | undefined, { isSignedOut = false } = {}) =>
    Object.assign(jar, { value, isSignedOut });
  /** Clerk answers a sign-in or a sign-out made here. */
  const change = async (next: string) => {
    network.mockResolvedValueOnce(answer(`Bearer ${next}`));
    await transport.fetch(`${CLIENT}/sign_ins`, { method: 'POST' });
  };
  const stored = () => area.items.get(KEY);
  return { transport, network, sent, written, see, change, jar, stored };
}

it('takes the cookie in the place of what is stored, as what an answer must match', async () => {
  const { transport, network, sent, written, see, stored } = setUp('own');
  see('web');
  network.mockResolvedValueOnce(answer('Bearer web'));
  await transport.fetch(CLIENT);
  expect(sent).toEqual(['Bearer web']);
  expect(stored()).toBe('web');
  expect(written).toEqual(['web']);
  see(undefined);
  expect(await transport.hasClient()).toBe(true);
});

it('keeps a sign-in or sign-out made here until the cookie changes', async () => {
  const { transport, network, see, stored } = setUp();
  see('web');
  network.mockResolvedValueOnce(answer('Bearer rotated'));
  await transport.fetch(`${CLIENT}/sign_ins`, { method: 'POST' });
  await transport.fetch(CLIENT);
  expect(stored()).toBe('rotated');
  network.mockResolvedValueOnce(answer('Bearer'));
  await transport.fetch(`${CLIENT}/sessions`, { method: 'POST' });
  expect(await transport.hasClient()).toBe(false);
  see('web again');
  await transport.fetch(CLIENT);
  expect(stored()).toBe('web again');
});

it('gives the cookie what a change made here has made of the client, before anybody hears of it', async () => {
  const { transport, see, change, jar, stored } = setUp();
  see(jwt('web', 'a'));
  await change(jwt('web', 'b'));
  expect(jar.value).toBe(jwt('web', 'b'));
  see(jwt('web', 'c'));
  await transport.fetch(CLIENT);
  expect(stored()).toBe(jwt('web', 'c'));
});

it('leaves the cookie alone where Clerk has given the web app another meanwhile, and takes that over', async () => {
  const newer = jwt('web', 'c');
  const { transport, see, change, jar, stored } = setUp(undefined, {
    beforeReplace: () => see(newer),
  });
  see(jwt('web', 'a'));
  await change(jwt('web', 'b'));
  expect(jar.value).toBe(newer);
  await transport.fetch(CLIENT);
  expect([stored(), jar.value]).toEqual([newer, newer]);
});

it('keeps what came of such a change though the cookie cannot be written', async () => {
  const { transport, see, change, stored } = setUp(undefined, { isWritable: false });
  see(jwt('web', 'a'));
  await change(jwt('web', 'b'));
  await transport.fetch(CLIENT);
  expect(stored()).toBe(jwt('web', 'b'));
});

it('never gives the cookie another client, nor what is only signed anew', async () => {
  const { transport, see, change, jar, stored } = setUp();
  see(jwt('web', 'a'));
  await change(jwt('web', 'a', 9));
  await change(jwt('new', 'b'));
  await transport.fetch(CLIENT);
  expect(stored()).toBe(jwt('new', 'b'));
  expect(jar.value).toBe(jwt('web', 'a'));
});

it('keeps its own client until somebody signs in to a web app that it never shared with', async () => {
  const { transport, see, jar, stored } = setUp(jwt('own', 'a'));
  see(jwt('web', 'a'), { isSignedOut: true });
  await transport.fetch(CLIENT);
  expect([stored(), jar.value]).toEqual([jwt('own', 'a'), jwt('web', 'a')]);
  see(jwt('web', 'b'));
  await transport.fetch(CLIENT);
  expect(stored()).toBe(jwt('web', 'b'));
  see(jwt('web 2', 'a'), { isSignedOut: true });
  await transport.fetch(CLIENT);
  expect(stored()).toBe(jwt('web 2', 'a'));
});
