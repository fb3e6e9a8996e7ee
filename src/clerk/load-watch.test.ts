import { describe, expect, it, vi } from 'vitest';
import { createLoadWatch } from './load-watch';

const HOST = 'clerk.example.com';
const CLIENT = `https://${HOST}/v1/client`;

const refusal = (status: number) =>
  new Response(JSON.stringify({ errors: [{ code: 'native_api_disabled' }] }), { status });

function setUp() {
  let time = 0;
  const network = vi.fn<typeof fetch>(async () => new Response('{}'));
  return { network, watch: createLoadWatch(HOST, network, () => ++time) };
}

describe('the failure of a load', () => {
  it('is none before the first request and after an answer', async () => {
    const { watch } = setUp();
    expect(watch.failure()).toBeNull();
    await watch.fetch(CLIENT);
    expect(watch.failure()).toBeNull();
  });

  it('is that nothing answers, until something does', async () => {
    const { network, watch } = setUp();
    network.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expect(watch.fetch(CLIENT)).rejects.toThrow('Failed to fetch');
    expect(watch.failure()?.reason).toBe('unreachable');
    await watch.fetch(CLIENT);
    expect(watch.failure()).toBeNull();
  });

  it.each([
    [400, 'misconfigured'],
    [404, 'misconfigured'],
    [429, 'unreachable'],
    [500, 'unreachable'],
  ])('is told by the status of Clerk’s error: %i', async (status, reason) => {
    const { network, watch } = setUp();
    network.mockResolvedValue(refusal(status));
    const response = await watch.fetch(CLIENT);
    expect(watch.failure()?.reason).toBe(reason);
    expect(await response.json()).toHaveProperty('errors');
  });

  it.each(['<h1>Sign in to this network</h1>', '{"errors":[]}', '{"errors":[null]}', 'null'])(
    'is no refusal where something else answers: %s',
    async (body) => {
      const { network, watch } = setUp();
      network.mockResolvedValue(new Response(body, { status: 403 }));
      await watch.fetch(CLIENT);
      expect(watch.failure()?.reason).toBe('unreachable');
    },
  );

  it('is the refusal, where another request got no answer at all', async () => {
    const { network, watch } = setUp();
    network.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expect(watch.fetch(`https://${HOST}/v1/environment`)).rejects.toThrow();
    network.mockResolvedValueOnce(refusal(400));
    await watch.fetch(CLIENT);
    expect(watch.failure()?.reason).toBe('misconfigured');
  });

  it('is dated by the last request that failed', async () => {
    const { network, watch } = setUp();
    network.mockImplementation(async () => refusal(500));
    for (const path of ['client', 'environment', 'client']) {
      await watch.fetch(`https://${HOST}/v1/${path}`);
    }
    expect(watch.failure()).toEqual({ reason: 'unreachable', at: 3 });
    expect(watch.failure()).toBe(watch.failure());
  });

  it('has nothing to do with forms, nor with other servers', async () => {
    const { network, watch } = setUp();
    network.mockImplementation(async () => refusal(422));
    await watch.fetch(`${CLIENT}/sign_ins`, { method: 'POST' });
    await watch.fetch('https://api.example.com/v1/client');
    expect(watch.failure()).toBeNull();
  });

  it('is told to subscribers, until they unsubscribe', async () => {
    const { network, watch } = setUp();
    const onChange = vi.fn();
    const unsubscribe = watch.subscribe(onChange);
    network.mockImplementation(async () => refusal(400));
    await watch.fetch(CLIENT);
    expect(onChange).toHaveBeenCalledTimes(1);
    unsubscribe();
    await watch.fetch(CLIENT);
    expect(onChange).toHaveBeenCalledTimes(1);
  });
});
