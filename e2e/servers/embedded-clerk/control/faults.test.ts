import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { activeSessions, addUser } from '../../../support/clerk/people';
import { createFapiTestClient, testOrigin } from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';
import { createFaults } from './faults';

describe('createFaults', () => {
  it('takes the first that matches, as many times as it says, then the next', () => {
    const faults = createFaults(() => {});
    faults.add({ route: 'GET /v1/client', times: 2, effect: { kind: 'reset' } });
    faults.add({ route: '* /v1/**', effect: { kind: 'malformedBody' } });
    const kinds = [1, 2, 3].map(() => faults.take('GET', '/v1/client', false)?.kind);
    expect(kinds).toEqual(['reset', 'reset', 'malformedBody']);
    expect(faults.take('GET', '/images/x', false)).toBeUndefined();
  });

  it('does not count a reset that a browser retries by itself', () => {
    const faults = createFaults(() => {});
    faults.add({ route: 'GET /v1/client', times: 1, effect: { kind: 'reset' } });
    const kinds = [true, true, false, false].map(
      (reused) => faults.take('GET', '/v1/client', reused)?.kind,
    );
    expect(kinds).toEqual(['reset', 'reset', 'reset', undefined]);
  });

  it('forgets what is removed or cleared', () => {
    const faults = createFaults(() => {});
    const id = faults.add({ route: 'GET /a', effect: { kind: 'reset' } });
    faults.add({ route: 'GET /b', effect: { kind: 'reset' } });
    faults.remove(id);
    expect(faults.take('GET', '/a', false)).toBeUndefined();
    faults.clear();
    expect(faults.take('GET', '/b', false)).toBeUndefined();
  });

  it('refuses a route it would never match', () => {
    const faults = createFaults(() => {});
    expect(() => faults.add({ route: '/v1/client', effect: { kind: 'reset' } })).toThrow(
      'METHOD /path',
    );
  });
});

describe('a fault on the wire', () => {
  let clerk: EmbeddedClerk;
  beforeAll(async () => {
    clerk = await startEmbeddedClerk();
    await addUser(clerk, { email: 'ada@example.com', password: 'correct horse' });
  });
  afterEach(() => clerk.control.faults.clear());
  afterAll(() => clerk.close());

  const getClient = () => createFapiTestClient(clerk).send('GET', '/v1/client');

  it('answers with a status, headers and body of its own, and still names the client', async () => {
    clerk.control.faults.add({
      route: 'GET /v1/client',
      times: 1,
      effect: { kind: 'status', status: 429, headers: { 'Retry-After': '7' }, body: '{"x":1}' },
    });
    const faulty = await getClient();
    expect(faulty).toMatchObject({ status: 429, text: '{"x":1}' });
    expect(faulty.headers).toMatchObject({
      'retry-after': '7',
      'access-control-allow-origin': testOrigin,
      'clerk-db-jwt': expect.any(String),
    });
    expect((await getClient()).status).toBe(200);
  });

  it('may keep the client header from an error', async () => {
    const effect = { kind: 'status', status: 404, omitClientHeader: true } as const;
    clerk.control.faults.add({ route: 'GET /v1/client', effect });
    expect((await getClient()).headers).not.toHaveProperty('clerk-db-jwt');
  });

  it('may hold back the answer of a route that has done its work', async () => {
    const client = createFapiTestClient(clerk);
    await client.signIn('ada@example.com', 'correct horse');
    const before = (await activeSessions(clerk)).length;
    const effect = { kind: 'lateAnswer', ms: 1_000 } as const;
    const route = 'DELETE /v1/client/sessions';
    clerk.control.faults.add({ route, times: 1, effect });
    let isAnswered = false;
    const answer = client.send('DELETE', '/v1/client/sessions').then(() => {
      isAnswered = true;
    });
    await expect.poll(() => activeSessions(clerk)).toHaveLength(before - 1);
    expect(isAnswered).toBe(false);
    await answer;
  });

  it('does not reach the route with a status, but does with a dropped header', async () => {
    const client = createFapiTestClient(clerk);
    const signIn = () => client.signIn('ada@example.com', 'correct horse');
    const route = 'POST /v1/client/sign_ins';
    clerk.control.faults.add({ route, times: 1, effect: { kind: 'status', status: 500 } });
    await expect(signIn()).rejects.toThrow('500');
    expect(await activeSessions(clerk)).toEqual([]);
    clerk.control.faults.add({ route, times: 1, effect: { kind: 'dropClientHeader' } });
    await signIn();
    expect(await activeSessions(clerk)).toHaveLength(1);
  });

  it('sends what is not JSON', async () => {
    clerk.control.faults.add({ route: 'GET /v1/client', effect: { kind: 'malformedBody' } });
    const { status, text, json } = await getClient();
    expect(status).toBe(200);
    expect(text).not.toBe('');
    expect(json).toBeUndefined();
  });

  it.each(['reset', 'truncatedBody', 'offline'] as const)(
    'breaks the connection: %s',
    async (kind) => {
      const id = clerk.control.faults.add({ route: 'GET /v1/client', effect: { kind } });
      await expect(getClient()).rejects.toMatchObject({ code: 'ECONNRESET' });
      clerk.control.faults.remove(id);
      expect((await getClient()).status).toBe(200);
    },
  );

  it('holds an answer back', async () => {
    const order: string[] = [];
    clerk.control.faults.add({ route: 'GET /v1/client', effect: { kind: 'latency', ms: 300 } });
    const slow = getClient().then(() => order.push('slow'));
    const fast = createFapiTestClient(clerk)
      .send('GET', '/v1/environment')
      .then(() => order.push('fast'));
    await Promise.all([slow, fast]);
    expect(order).toEqual(['fast', 'slow']);
  });
});
