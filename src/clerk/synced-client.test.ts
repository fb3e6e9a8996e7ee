import { expect, it, vi } from 'vitest';
import { createClerkTransport } from './clerk-transport';
import { clientJwtKey } from './client-jwt';
import { createClientJwtStorage } from './client-jwt-storage';
import { followCookie } from './synced-client';
import { createFakeLocks } from './testing/fake-locks';
import { memoryArea } from './testing/memory-area';

const HOST = 'clerk.example.com';
const KEY = clientJwtKey(HOST);
const CLIENT = `https://${HOST}/v1/client`;

const answer = (jwt: string) => new Response('{}', { headers: { Authorization: jwt } });

/** A transport of a production key on a storage that follows a cookie, which `see` changes. */
function setUp(stored?: string) {
  let cookie: string | undefined;
  const area = memoryArea(new Map(stored === undefined ? [] : [[KEY, stored]]));
  const withLock = createFakeLocks().context();
  const sent: (string | null)[] = [];
  const written: unknown[] = [];
  const network = vi.fn(async () => new Response('{}'));
  const transport = createClerkTransport({
    frontendApiHost: HOST,
    mode: 'production',
    storage: followCookie(
      createClientJwtStorage(KEY, (value) => written.push(value), area, withLock),
      {
        key: KEY,
        readCookie: async () => cookie,
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
  const see = (value: string | undefined) => {
    cookie = value;
  };
  return { transport, network, sent, written, see, stored: () => area.items.get(KEY) };
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
