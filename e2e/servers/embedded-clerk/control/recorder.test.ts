import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../../../support/clerk/people';
import { createFapiTestClient, testOrigin } from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

const user = { email: 'ada+clerk_test@example.com', password: 'correct horse' };
let clerk: EmbeddedClerk;
beforeAll(async () => {
  clerk = await startEmbeddedClerk();
  await addUser(clerk, user);
});
afterAll(() => clerk.close());
beforeEach(() => clerk.control.clearRequests());

describe('the recorder', () => {
  it('remembers what was asked, by whom, and how it ended', async () => {
    const client = createFapiTestClient(clerk);
    const { json } = await client.send('GET', '/v1/client');
    await client.send('PATCH', '/v1/environment');
    expect(clerk.control.requests()).toEqual([
      {
        method: 'GET',
        path: '/v1/client',
        at: expect.any(Number),
        status: 200,
        clientId: json.response.id,
        clerkJsVersion: '6.40.0',
        origin: testOrigin,
      },
      expect.objectContaining({ method: 'PATCH', path: '/v1/environment', status: 200 }),
    ]);
    expect(clerk.control.unknownRequests()).toEqual([]);
  });

  it('holds no secrets', async () => {
    const client = createFapiTestClient(clerk);
    const sessionId = await client.signIn(user.email, user.password);
    const { json } = await client.send('POST', `/v1/client/sessions/${sessionId}/tokens`);
    const recorded = JSON.stringify(clerk.control.requests());
    for (const secret of [client.token() ?? '?', json.jwt, user.password, user.email]) {
      expect(recorded).not.toContain(secret);
    }
    expect(recorded).not.toMatch(/eyJ/);
  });

  it("answers an unknown endpoint in Clerk's shape and remembers it apart", async () => {
    const { status, json } = await createFapiTestClient(clerk).send('GET', '/v1/me/totp');
    expect(status).toBe(404);
    expect(json.errors[0].code).toBe('resource_not_found');
    expect(clerk.control.unknownRequests()).toMatchObject([
      { method: 'GET', path: '/v1/me/totp', status: 404 },
    ]);
  });

  it('does not take a missing resource for a missing endpoint', async () => {
    const { status } = await createFapiTestClient(clerk).send('GET', '/v1/client/sign_ins/sia_no');
    expect(status).toBe(404);
    expect(clerk.control.unknownRequests()).toEqual([]);
  });

  it('has no status for a connection that a fault broke', async () => {
    clerk.control.faults.add({ route: 'GET /v1/client', times: 1, effect: { kind: 'reset' } });
    await expect(createFapiTestClient(clerk).send('GET', '/v1/client')).rejects.toThrow();
    expect(clerk.control.requests()).toMatchObject([{ status: null, clientId: null }]);
  });
});
