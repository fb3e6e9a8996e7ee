import { describe, expect, it, vi } from 'vitest';
import { type ClerkTransportOptions, createClerkTransport } from './clerk-transport';
import { clientJwtKey } from './client-jwt';
import { createClientJwtStorage } from './client-jwt-storage';
import { createFakeLocks } from './testing/fake-locks';
import { memoryArea } from './testing/memory-area';

const HOST = 'clerk.example.com';
const KEY = clientJwtKey(HOST);
const CLIENT = `https://${HOST}/v1/client`;
const MINT = `${CLIENT}/sessions/sess_1/tokens`;

const headerOf = { development: 'Clerk-Db-Jwt', production: 'Authorization' } as const;

/** An answer that names the client as Clerk does on a key of that mode. */
const answer = (mode: 'development' | 'production', jwt: string, init: ResponseInit = {}) =>
  new Response('{}', { ...init, headers: { [headerOf[mode]]: jwt } });

function setUp(options: Partial<ClerkTransportOptions> & { stored?: string } = {}) {
  const { stored, mode = 'production' } = options;
  const area = memoryArea(new Map(stored === undefined ? [] : [[KEY, stored]]));
  const withLock = createFakeLocks().context();
  const sent: { url: URL; jwt: string | null }[] = [];
  const network = vi.fn(async (_url: URL) => new Response('{}'));
  const transport = createClerkTransport({
    frontendApiHost: HOST,
    mode,
    storage: createClientJwtStorage(KEY, () => {}, area, withLock),
    mayCreateClient: true,
    withLock,
    ...options,
    fetch: async (input, init) => {
      init?.signal?.throwIfAborted();
      const url = new URL(input as URL);
      const header = new Headers(init?.headers).get('Authorization');
      sent.push({ url, jwt: url.searchParams.get('__clerk_db_jwt') ?? header });
      const aborted = new Promise<never>((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
      return Promise.race([network(url), aborted]);
    },
  });
  return { transport, area, sent, network, stored: () => area.items.get(KEY) };
}

/** Sends a request as the SDK's request handler does. */
async function sendAsSdk(
  { transport }: ReturnType<typeof setUp>,
  cache = transport.storageCache(),
  url = new URL(CLIENT),
  init: RequestInit = {},
) {
  const headers = new Headers(init.headers);
  const jwt = await cache.get(KEY);
  if (jwt) headers.set('Authorization', `Bearer ${jwt}`);
  return transport.fetch(url, { ...init, headers });
}

/** Time limits that pass when the test aborts them, in the order in which they were made. */
function limitsByHand() {
  const limits: AbortController[] = [];
  const timeout = () => {
    const limit = new AbortController();
    limits.push(limit);
    return limit.signal;
  };
  return { limits, timeout };
}

describe('requests', () => {
  it('carry the stored JWT, which the SDK itself never sees', async () => {
    const world = setUp({ stored: 'secret' });
    const cache = world.transport.storageCache();
    expect(await cache.get(KEY)).not.toBe('secret');
    await sendAsSdk(world, cache);
    expect(world.sent.map(({ jwt }) => jwt)).toEqual(['Bearer secret']);
    expect(world.sent[0]?.url.searchParams.get('_is_native')).toBe('1');
  });

  it('carry it in the query on a development key, once', async () => {
    const world = setUp({ mode: 'development', stored: 'secret' });
    const cache = world.transport.storageCache();
    const tag = (await cache.get(KEY)) ?? '';
    await world.transport.fetch(new URL(`${CLIENT}?__clerk_db_jwt=${tag}`));
    expect(world.sent[0]?.url.searchParams.getAll('__clerk_db_jwt')).toEqual(['secret']);
  });

  it('carry what is stored when they are sent, not when the SDK made them', async () => {
    const world = setUp({ stored: 'before' });
    const cache = world.transport.storageCache();
    const headers = { Authorization: `Bearer ${await cache.get(KEY)}` };
    world.area.items.set(KEY, 'after');
    await world.transport.fetch(CLIENT, { headers });
    world.area.items.delete(KEY);
    await world.transport.fetch(CLIENT, { headers });
    expect(world.sent.map(({ jwt }) => jwt)).toEqual(['Bearer after', null]);
  });

  it.each([
    'https://api.example.com/v1/client',
    `https://${HOST}/npm/clerk.js`,
    `https://${HOST}/v1/dev_browser`,
  ])('that name no client are left alone: %s', async (url) => {
    const { transport, sent, network, stored } = setUp({ stored: 'secret' });
    network.mockResolvedValue(answer('production', 'Bearer other'));
    await transport.fetch(url, { headers: { Authorization: 'Bearer own' } });
    expect(sent.map(({ jwt }) => jwt)).toEqual(['Bearer own']);
    expect(stored()).toBe('secret');
  });

  it('leave a page’s own development browser in its place while nothing is stored', async () => {
    const { transport, sent, network, stored } = setUp({ mode: 'development' });
    network.mockResolvedValue(answer('development', 'made'));
    await transport.fetch(`${CLIENT}?__clerk_db_jwt=browser`);
    expect(sent.map(({ jwt }) => jwt)).toEqual(['browser']);
    expect(stored()).toBe('made');
  });

  it('that would make a client go out one at a time, so that one client is made', async () => {
    const { transport, sent, network } = setUp();
    network.mockImplementation(async () => answer('production', 'Bearer made'));
    await Promise.all([transport.fetch(CLIENT), transport.fetch(CLIENT)]);
    expect(sent.map(({ jwt }) => jwt)).toEqual([null, 'Bearer made']);
  });

  it('that would make a client do not leave the worker', async () => {
    const { transport, sent } = setUp({ mayCreateClient: false });
    expect(await transport.hasClient()).toBe(false);
    await expect(transport.fetch(CLIENT)).rejects.toThrow('There is no Clerk client.');
    expect(sent).toEqual([]);
  });

  it('that change the client wait for those under way, and others for them', async () => {
    const { transport, sent, network } = setUp({ stored: 'one' });
    const answers: ((response: Response) => void)[] = [];
    network.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    const reads = [transport.fetch(CLIENT), transport.fetch(MINT, { method: 'POST' })];
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    const change = transport.fetch(`${CLIENT}/sign_ins`, { method: 'POST' });
    const after = transport.fetch(CLIENT);
    for (const resolve of answers) resolve(answer('production', 'Bearer one'));
    await Promise.all(reads);
    await vi.waitFor(() => expect(sent).toHaveLength(3));
    answers[2]?.(answer('production', 'Bearer two'));
    await change;
    await vi.waitFor(() => expect(sent).toHaveLength(4));
    answers[3]?.(answer('production', 'Bearer two'));
    await after;
    expect(sent.map(({ jwt }) => jwt)).toEqual(
      ['one', 'one', 'one', 'two'].map((jwt) => `Bearer ${jwt}`),
    );
  });

  it('end when their time is up, so that a hanging one keeps no sign-in waiting', async () => {
    const { limits, timeout } = limitsByHand();
    const { transport, network, stored } = setUp({ stored: 'one', timeout });
    network.mockImplementationOnce(async () => {
      // The first limit was for the lock.
      limits[1]?.abort(new DOMException('Too late.', 'TimeoutError'));
      return answer('production', 'Bearer late');
    });
    await expect(transport.fetch(CLIENT)).rejects.toThrow('Too late.');
    expect(stored()).toBe('one');
    network.mockResolvedValueOnce(answer('production', 'Bearer two'));
    await transport.fetch(`${CLIENT}/sign_ins`, { method: 'POST' });
    expect(stored()).toBe('two');
  });
});

describe('a question', () => {
  it('carries the stored JWT, and is not asked without one', async () => {
    const { transport, sent } = setUp({ stored: 'jwt' });
    expect((await transport.ask(new URL(CLIENT), { method: 'GET' }))?.ok).toBe(true);
    expect(sent.map(({ jwt }) => jwt)).toEqual(['Bearer jwt']);
    const stranger = setUp();
    expect(await stranger.transport.ask(new URL(CLIENT), { method: 'GET' })).toBeNull();
    expect(stranger.sent).toEqual([]);
  });

  it('is none that may change the client', async () => {
    const { transport, sent } = setUp({ stored: 'jwt' });
    const signIns = new URL(`${CLIENT}/sign_ins`);
    await expect(transport.ask(signIns, { method: 'POST' })).rejects.toThrow('may change');
    expect(sent).toEqual([]);
  });
});

describe('a change that waited for its turn', () => {
  it('has its whole time all the same, so that the answer to it is not lost', async () => {
    const { limits, timeout } = limitsByHand();
    const { transport, network, stored } = setUp({ stored: 'one', timeout });
    network.mockImplementationOnce(async () => {
      // The time that it might have waited for the lock is over just as it is sent.
      limits[0]?.abort(new DOMException('Too late.', 'TimeoutError'));
      return answer('production', 'Bearer two');
    });
    await transport.fetch(`${CLIENT}/sign_ins`, { method: 'POST' });
    expect(stored()).toBe('two');
  });
});

describe('answers', () => {
  it('to a read about a client that is no longer stored are dropped, and it is read again', async () => {
    const { transport, area, sent, network, stored } = setUp({ stored: 'before' });
    network.mockImplementationOnce(async () => {
      area.items.set(KEY, 'signed in');
      return answer('production', 'Bearer empty');
    });
    network.mockResolvedValueOnce(new Response('current'));
    expect(await (await transport.fetch(CLIENT)).text()).toBe('current');
    expect(sent.map(({ jwt }) => jwt)).toEqual(['Bearer before', 'Bearer signed in']);
    expect(stored()).toBe('signed in');
  });

  it('to a change are handed on though another client is stored by now', async () => {
    const { transport, area, network, stored } = setUp({ stored: 'before' });
    network.mockImplementationOnce(async () => {
      area.items.set(KEY, 'other');
      return answer('production', 'Bearer late');
    });
    const response = await transport.fetch(`${CLIENT}/sessions`, { method: 'POST' });
    expect(response.ok).toBe(true);
    expect(stored()).toBe('other');
  });

  it('keep the JWT where they lack the header, as a captive portal’s do', async () => {
    for (const mode of ['development', 'production'] as const) {
      for (const status of [200, 401, 404, 502]) {
        const { transport, network, stored } = setUp({ mode, stored: 'secret' });
        network.mockResolvedValue(new Response('<html>', { status }));
        await transport.fetch(CLIENT);
        expect(stored()).toBe('secret');
      }
    }
  });

  it.each([200, 502])(
    'without a JWT leave one that was signed anew meanwhile: %i',
    async (status) => {
      const signed = (iat: number) => `head.${btoa(JSON.stringify({ id: 'client_1', iat }))}.sig`;
      const { transport, area, network, stored } = setUp({ stored: signed(1) });
      network.mockImplementationOnce(async () => {
        area.items.set(KEY, signed(2));
        return new Response('{}', { status });
      });
      await transport.fetch(CLIENT);
      expect(stored()).toBe(signed(2));
    },
  );

  it('end the client where Clerk itself says so on a production key', async () => {
    const { transport, network, stored } = setUp({ stored: 'secret' });
    network.mockResolvedValue(answer('production', 'Bearer'));
    await transport.fetch(`${CLIENT}/sessions`, { method: 'POST' });
    expect(stored()).toBeUndefined();
  });

  it('keep a production JWT that is refused by 401, which may be a passing fault', async () => {
    const { transport, network, stored } = setUp({ stored: 'secret' });
    const body = JSON.stringify({ errors: [{ code: 'authentication_invalid' }] });
    network.mockResolvedValue(new Response(body, { status: 401 }));
    await transport.fetch(CLIENT);
    expect(stored()).toBe('secret');
  });

  it('forget a development client that Clerk no longer knows, if it is still the stored one', async () => {
    const body = JSON.stringify({ errors: [{ code: 'dev_browser_unauthenticated' }] });
    const { transport, area, network, stored } = setUp({ mode: 'development', stored: 'purged' });
    network.mockImplementationOnce(async () => {
      area.items.set(KEY, 'signed in');
      return new Response(body, { status: 401 });
    });
    await transport.fetch(CLIENT);
    expect(stored()).toBe('signed in');
    network.mockImplementation(async () => new Response(body, { status: 401 }));
    await transport.fetch(CLIENT);
    expect(stored()).toBeUndefined();
  });
});

describe('an SDK instance that is given up', () => {
  it('sends nothing more and changes nothing, while another goes on', async () => {
    const world = setUp({ stored: 'one' });
    const given = new AbortController();
    const [old, current] = [
      world.transport.storageCache(given.signal),
      world.transport.storageCache(),
    ];
    const init = { headers: { Authorization: `Bearer ${await old.get(KEY)}` } };
    world.network.mockImplementationOnce(async () => {
      given.abort(new Error('Given up.'));
      return answer('production', 'Bearer late');
    });
    await expect(world.transport.fetch(CLIENT, init)).rejects.toThrow('Given up.');
    await expect(world.transport.fetch(CLIENT, init)).rejects.toThrow('Given up.');
    expect(world.sent).toHaveLength(1);
    expect(world.stored()).toBe('one');
    await sendAsSdk(world, current);
    expect(world.sent).toHaveLength(2);
  });

  it('keeps nobody waiting for a change of its own that hangs', async () => {
    const world = setUp({ stored: 'one' });
    const given = new AbortController();
    const cache = world.transport.storageCache(given.signal);
    world.network.mockImplementationOnce(() => new Promise(() => {}));
    const url = new URL(`${CLIENT}/sessions`);
    const signOut = sendAsSdk(world, cache, url, { method: 'POST' });
    await vi.waitFor(() => expect(world.sent).toHaveLength(1));
    const signIn = world.transport.fetch(`${CLIENT}/sign_ins`, { method: 'POST' });
    world.network.mockResolvedValueOnce(answer('production', 'Bearer two'));
    given.abort(new Error('Given up.'));
    await expect(signOut).rejects.toThrow('Given up.');
    await signIn;
    expect(world.stored()).toBe('two');
  });

  it('cannot write by the storage the SDK is given', async () => {
    const { transport, stored } = setUp({ stored: 'one' });
    const cache = transport.storageCache();
    await cache.set(KEY, 'other');
    await cache.remove(KEY);
    expect(stored()).toBe('one');
  });
});
