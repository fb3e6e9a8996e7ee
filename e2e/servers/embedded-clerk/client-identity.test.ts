import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { signInNewUser } from '../../support/clerk/new-user';
import { activeSessions, addUser } from '../../support/clerk/people';
import { createFapiTestClient, testOrigin } from './fapi-test-client';
import { createSigningKey } from './keys';
import { type EmbeddedClerk, startEmbeddedClerk } from './start';

const credentials = { email: 'ada@example.com', password: 'correct horse' };

describe.each([
  { mode: 'development' as const, header: 'clerk-db-jwt' },
  { mode: 'production' as const, header: 'authorization' },
])('client identity in $mode', ({ mode, header }) => {
  let clerk: EmbeddedClerk;
  beforeAll(async () => {
    clerk = await startEmbeddedClerk({ mode, allowedOrigins: [testOrigin] });
    await addUser(clerk, credentials);
  });
  afterAll(() => clerk.close());

  it('gives a stranger a client and knows it again', async () => {
    const client = createFapiTestClient(clerk);
    const first = await client.send('GET', '/v1/client');
    const second = await client.send('GET', '/v1/client');
    expect(first.json.response.id).toMatch(/^client_/);
    expect(second.json.response.id).toBe(first.json.response.id);
  });

  it.each([
    ['GET', '/v1/environment', 200],
    ['GET', '/v1/client', 200],
    ['GET', '/v1/nowhere', 404],
    ['GET', '/v1/me', 401],
    ['POST', '/v1/client/sign_ins/sia_none/attempt_first_factor', 422],
  ])(
    'names the client in the answer to %s %s (%i), readable across origins',
    async (method, path, status) => {
      const response = await createFapiTestClient(clerk).send(method, path, {});
      expect(response.status).toBe(status);
      expect(response.headers[header]).toMatch(/^ey/);
      expect(response.headers['access-control-allow-origin']).toMatch(/^chrome-extension:/);
      expect(String(response.headers['access-control-expose-headers']).toLowerCase()).toContain(
        header,
      );
    },
  );

  it('gives a forged, foreign or garbled token a fresh, signed-out client', async () => {
    const honest = createFapiTestClient(clerk);
    await honest.signIn(credentials.email, credentials.password);
    const { json } = await honest.send('GET', '/v1/client');
    const forged = await (await createSigningKey()).sign({ id: json.response.id });
    for (const token of [forged, 'garbage', '']) {
      const answer = await createFapiTestClient(clerk).send('GET', '/v1/client', { token });
      expect(answer.json.response.id).not.toBe(json.response.id);
      expect(answer.json.response.sessions).toEqual([]);
    }
  });

  it('keeps clients apart', async () => {
    const [one, two] = [createFapiTestClient(clerk), createFapiTestClient(clerk)];
    const [sessionId] = await Promise.all([
      one.signIn(credentials.email, credentials.password),
      two.send('GET', '/v1/client'),
    ]);
    const token = await two.send('POST', `/v1/client/sessions/${sessionId}/tokens`, { form: {} });
    expect(token.status).toBe(401);
    expect((await two.send('GET', '/v1/client')).json.response.sessions).toEqual([]);
    expect((await one.send('GET', '/v1/client')).json.response.sessions).toHaveLength(1);
  });
});

describe('many clients at once', () => {
  it('each get their own user, session and tokens', async () => {
    const clerk = await startEmbeddedClerk();
    onTestFinished(() => clerk.close());
    const signInAndAsk = async () => {
      const { id, client, sessionId } = await signInNewUser(clerk);
      const { json } = await client.send('POST', `/v1/client/sessions/${sessionId}/tokens`);
      expect(decodeJwt(json.jwt)).toMatchObject({ sub: id, sid: sessionId });
      return sessionId;
    };
    const sessions = await Promise.all(Array.from({ length: 20 }, signInAndAsk));
    expect(new Set(sessions).size).toBe(20);
    expect(await activeSessions(clerk)).toHaveLength(20);
  });
});

describe('client identity in production', () => {
  let clerk: EmbeddedClerk;
  beforeAll(async () => {
    clerk = await startEmbeddedClerk({ mode: 'production', allowedOrigins: [testOrigin] });
    await addUser(clerk, credentials);
  });
  afterAll(() => clerk.close());

  const countSessions = async (token: string | null) => {
    const { json } = await createFapiTestClient(clerk).send('GET', '/v1/client', { token });
    return json.response.sessions.length;
  };

  it('rotates at sign-in and sign-out and answers an outdated token with a new, empty client', async () => {
    const client = createFapiTestClient(clerk);
    await client.send('GET', '/v1/client');
    const atStart = client.token();
    await client.signIn(credentials.email, credentials.password);
    const signedIn = client.token();
    expect(await countSessions(signedIn)).toBe(1);
    const outdated = createFapiTestClient(clerk);
    const answer = await outdated.send('GET', '/v1/client', { token: atStart });
    expect(answer.status).toBe(200);
    expect(answer.json.response.sessions).toEqual([]);
    expect(outdated.token()).toMatch(/^ey/);
    expect([atStart, signedIn]).not.toContain(outdated.token());

    await client.send('DELETE', '/v1/client/sessions');
    await client.signIn(credentials.email, credentials.password);
    expect(await countSessions(client.token())).toBe(1);
    expect(await countSessions(signedIn)).toBe(0);
  });

  it('ends at DELETE /v1/client, which tells the SDK to forget its token', async () => {
    const client = createFapiTestClient(clerk);
    await client.signIn(credentials.email, credentials.password);
    const token = client.token();
    const { headers } = await client.send('DELETE', '/v1/client');
    expect(headers.authorization).toBe('Bearer');
    expect(await countSessions(token)).toBe(0);
  });

  it('outlives its sessions at DELETE /v1/client/sessions', async () => {
    const client = createFapiTestClient(clerk);
    await client.signIn(credentials.email, credentials.password);
    const before = await client.send('GET', '/v1/client');
    const { json } = await client.send('DELETE', '/v1/client/sessions');
    expect(json).toMatchObject({ response: { id: before.json.response.id, sessions: [] } });
    expect(client.token()).toMatch(/^ey/);
    expect((await client.send('GET', '/v1/client')).json.response.id).toBe(json.response.id);
  });
});

describe('client identity in development', () => {
  it('hands a page its token at POST /v1/dev_browser', async () => {
    const clerk = await startEmbeddedClerk();
    onTestFinished(() => clerk.close());
    const { json } = await createFapiTestClient(clerk).send('POST', '/v1/dev_browser');
    const client = await createFapiTestClient(clerk).send('GET', '/v1/client', { token: json.id });
    const again = await createFapiTestClient(clerk).send('GET', '/v1/client', {
      token: json.token,
    });
    expect(again.json.response.id).toBe(client.json.response.id);
  });
});
