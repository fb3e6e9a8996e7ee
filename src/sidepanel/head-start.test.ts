import { Clerk } from '@clerk/clerk-js/no-rhc';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHeadStart } from './head-start';

const HOST = 'clerk.example.com';
const KEY = `pk_live_${btoa(`${HOST}$`)}`;
const CLIENT = `https://${HOST}/v1/client`;

function setUp({ hasClient = true } = {}) {
  const send = vi.fn(async (input: URL | RequestInfo, _init?: RequestInit) =>
    Response.json({ asked: new URL(String(input)).pathname, nth: send.mock.calls.length }),
  );
  const ask = async (url: URL, init: RequestInit) => (hasClient ? send(url, init) : null);
  const transport = { ask, fetch: send };
  const clock = { now: 0 };
  const headStart = createHeadStart({
    frontendApiHost: HOST,
    touch: false,
    transport,
    now: () => clock.now,
  });
  const sent = () => send.mock.calls.map(([url]) => new URL(String(url)));
  /** What the SDK asks for, in the form in which it asked last. */
  const asSdk = (path: string) => {
    const url = sent().find(({ pathname }) => pathname === path) ?? new URL(CLIENT);
    url.searchParams.set('__clerk_api_version', '2999-01-01');
    url.searchParams.set('__clerk_db_jwt', 'instance-1');
    return url;
  };
  return { clock, headStart, send, sent, asSdk };
}

async function started() {
  const setup = setUp();
  setup.headStart.start();
  await vi.waitFor(() => expect(setup.send).toHaveBeenCalledTimes(2));
  return setup;
}

afterEach(() => vi.unstubAllGlobals());

describe('createHeadStart', () => {
  it('answers the first request with what was asked ahead, and sends the next', async () => {
    const { headStart, send, asSdk } = await started();
    const first = await headStart.fetch(asSdk('/v1/client'), { method: 'GET' });
    expect(send).toHaveBeenCalledTimes(2);
    expect(await first.json()).toEqual({ asked: '/v1/client', nth: 2 });
    const second = await headStart.fetch(asSdk('/v1/client'), { method: 'GET' });
    expect(await second.json()).toEqual({ asked: '/v1/client', nth: 3 });
  });

  it('asks nothing ahead without a client', async () => {
    const { headStart, send } = setUp({ hasClient: false });
    headStart.start();
    await headStart.fetch(new URL(CLIENT));
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('gives its answer to no other question, nor to a later one', async () => {
    const { headStart, sent, asSdk } = await started();
    const other = asSdk('/v1/client');
    other.searchParams.set('rotating_token_nonce', 'n');
    await headStart.fetch(other);
    await headStart.fetch(asSdk('/v1/client'));
    expect(sent()).toHaveLength(4);
  });

  it('asks anew where the SDK comes late', async () => {
    const { clock, headStart, asSdk } = await started();
    clock.now += 60_000;
    const answer = await headStart.fetch(asSdk('/v1/client'));
    expect(await answer.json()).toEqual({ asked: '/v1/client', nth: 3 });
  });

  it('leaves other servers alone', async () => {
    const { headStart, sent } = await started();
    await headStart.fetch('https://example.com/v1/client');
    expect(sent().at(-1)?.host).toBe('example.com');
  });

  it('hands on a failure, after which the SDK is on its own', async () => {
    const { headStart, send, asSdk } = setUp();
    send.mockRejectedValueOnce(new TypeError('offline')).mockRejectedValueOnce(new TypeError('2'));
    headStart.start();
    await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(2));
    await expect(headStart.fetch(asSdk('/v1/environment'))).rejects.toThrow('offline');
    expect((await headStart.fetch(asSdk('/v1/environment'))).ok).toBe(true);
  });

  it('lets the SDK give up waiting', async () => {
    const { headStart, send, asSdk } = setUp();
    send.mockImplementation(() => new Promise(() => {}));
    headStart.start();
    await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(2));
    const controller = new AbortController();
    const answer = headStart.fetch(asSdk('/v1/client'), { signal: controller.signal });
    controller.abort(new Error('too late'));
    await expect(answer).rejects.toThrow('too late');
    await expect(
      headStart.fetch(asSdk('/v1/environment'), { signal: AbortSignal.abort(new Error('no')) }),
    ).rejects.toThrow('no');
  });

  it('asks what the installed SDK asks first', async () => {
    const { headStart, send } = await started();
    const fetch = vi.fn(headStart.fetch);
    vi.stubGlobal('fetch', fetch);
    const clerk = new Clerk(KEY);
    // As the SDK's request handler does for an extension.
    clerk.__internal_onBeforeRequest(({ url }) => void url?.searchParams.set('_is_native', '1'));
    // What it makes of answers that say nothing is of no interest.
    await clerk.load({ standardBrowser: false }).catch(() => {});
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(send).toHaveBeenCalledTimes(2);
  });
});
