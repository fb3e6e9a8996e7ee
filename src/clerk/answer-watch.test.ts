import { describe, expect, it, vi } from 'vitest';
import { createAnswerWatch } from './answer-watch';

const HOST = 'clerk.example.com';
/** By the page's clock. */
const NOW = Date.UTC(2027, 0);
const CLIENT = `https://${HOST}/v1/client`;

const refusal = (status: number, code = 'something_new') =>
  new Response(JSON.stringify({ errors: [{ code }] }), { status });

function setUp({ jwt = 'one', now = NOW }: { jwt?: string | null; now?: number } = {}) {
  const network = vi.fn<typeof fetch>(async () => new Response('{}'));
  const watch = createAnswerWatch({
    frontendApiHost: HOST,
    nativeFetch: network,
    clientJwt: async () => jwt ?? undefined,
    now: () => now,
  });
  return { network, watch };
}

const noAnswer = new TypeError('Failed to fetch');

describe('the failure of a load', () => {
  it('is none before the first request and after an answer', async () => {
    const { watch } = setUp();
    expect(watch.failure()).toBeNull();
    await watch.fetch(CLIENT);
    expect(watch.failure()).toBeNull();
  });

  it('is that nothing answers, until something does', async () => {
    const { network, watch } = setUp();
    network.mockRejectedValueOnce(noAnswer);
    await expect(watch.fetch(CLIENT)).rejects.toThrow('Failed to fetch');
    expect(watch.failure()).toEqual({ reason: 'unreachable', at: NOW });
    await watch.fetch(CLIENT);
    expect(watch.failure()).toBeNull();
  });

  it.each([
    [400, 'misconfigured'],
    [404, 'misconfigured'],
    [429, 'unreachable'],
    [500, 'unreachable'],
  ])('is told by the status of Clerk’s error: %i', async (status, failure) => {
    const { network, watch } = setUp();
    network.mockResolvedValue(refusal(status));
    const response = await watch.fetch(CLIENT);
    expect(watch.failure()).toEqual({ reason: failure, at: NOW });
    expect(await response.json()).toHaveProperty('errors');
  });

  it.each([
    [400, 'native_api_disabled', { reason: 'misconfigured', cause: 'native-api-off' }],
    [400, 'host_invalid', { reason: 'misconfigured', cause: 'unknown-key' }],
    [403, 'user_banned', { reason: 'unreachable', cause: 'user-banned' }],
    [503, 'maintenance_mode', { reason: 'unreachable', cause: 'maintenance' }],
  ])('has a cause where Clerk’s code tells of one: %i %s', async (status, code, failure) => {
    const { network, watch } = setUp();
    network.mockResolvedValue(refusal(status, code));
    await watch.fetch(CLIENT);
    expect(watch.failure()).toEqual({ ...failure, at: NOW });
  });

  it('is no passing fault where nothing has ever answered', async () => {
    const { network, watch } = setUp({ jwt: null });
    network.mockRejectedValueOnce(noAnswer);
    await expect(watch.fetch(CLIENT)).rejects.toBe(noAnswer);
    expect(watch.failure()).toEqual({ reason: 'unreachable', cause: 'never-answered', at: NOW });

    await watch.fetch(CLIENT);
    network.mockRejectedValueOnce(noAnswer);
    await expect(watch.fetch(CLIENT)).rejects.toBe(noAnswer);
    expect(watch.failure()).toEqual({ reason: 'unreachable', at: NOW });
  });

  it('is the clock’s where that is years behind', async () => {
    const { network, watch } = setUp({ jwt: null, now: Date.UTC(2001, 0) });
    network.mockRejectedValueOnce(noAnswer);
    await expect(watch.fetch(CLIENT)).rejects.toBe(noAnswer);
    expect(watch.failure()).toMatchObject({ reason: 'unreachable', cause: 'clock-wrong' });
  });

  it('is the clock’s where Clerk’s own was days further when it last answered', async () => {
    const claims = btoa(JSON.stringify({ id: 'client_1', iat: NOW / 1000 + 3 * 24 * 3600 }));
    const { network, watch } = setUp({ jwt: `head.${claims}.signature` });
    network.mockRejectedValueOnce(noAnswer);
    await expect(watch.fetch(CLIENT)).rejects.toBe(noAnswer);
    expect(watch.failure()).toMatchObject({ cause: 'clock-wrong' });
  });

  it.each(['<h1>Sign in to this network</h1>', '{"errors":[]}', '{"errors":[null]}', 'null'])(
    'is no refusal where something else answers: %s',
    async (body) => {
      const { network, watch } = setUp();
      network.mockResolvedValue(new Response(body, { status: 403 }));
      await watch.fetch(CLIENT);
      expect(watch.failure()).toEqual({ reason: 'unreachable', at: NOW });
    },
  );

  it('is the refusal, where another request got no answer at all', async () => {
    const { network, watch } = setUp();
    network.mockRejectedValueOnce(noAnswer);
    await expect(watch.fetch(`https://${HOST}/v1/environment`)).rejects.toThrow();
    network.mockResolvedValueOnce(refusal(400));
    await watch.fetch(CLIENT);
    expect(watch.failure()).toEqual({ reason: 'misconfigured', at: NOW });
  });

  it('is dated by the last request that failed', async () => {
    let time = 0;
    const watch = createAnswerWatch({
      frontendApiHost: HOST,
      nativeFetch: async () => refusal(500),
      clientJwt: async () => 'one',
      now: () => ++time,
    });
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

describe('the refusal of a form', () => {
  const post = { method: 'POST' };

  it('has the cause that Clerk’s code tells of, until a form is taken', async () => {
    const { network, watch } = setUp();
    const onChange = vi.fn();
    watch.subscribe(onChange);
    network.mockImplementation(async () => refusal(400, 'captcha_missing_token'));
    const response = await watch.fetch(`${CLIENT}/sign_ups`, post);
    expect(await response.json()).toHaveProperty('errors');
    expect(watch.refusal()).toBe('bot-protection');
    await watch.fetch(`${CLIENT}/sign_ups`, post);
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(watch.failure()).toBeNull();

    network.mockImplementation(async () => new Response('{}'));
    await watch.fetch(`${CLIENT}/sign_ups`, post);
    expect(watch.refusal()).toBeNull();
  });

  it('is none where the form itself is at fault, or the answer not Clerk’s', async () => {
    const { network, watch } = setUp();
    network.mockImplementationOnce(async () => refusal(422, 'form_password_incorrect'));
    await watch.fetch(`${CLIENT}/sign_ins`, post);
    expect(watch.refusal()).toBeNull();
    network.mockImplementationOnce(async () => new Response('<h1>No</h1>', { status: 403 }));
    await watch.fetch(`${CLIENT}/sign_ins`, post);
    expect(watch.refusal()).toBeNull();
  });
});
