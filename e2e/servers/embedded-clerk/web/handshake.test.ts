import { createClerkClient } from '@clerk/backend';
import { describe, expect, it } from 'vitest';
import { ada, startWithBackend } from '../../../support/clerk/start-with-backend';
import type { EmbeddedClerkOptions } from '../start';

const app = 'http://localhost:5173';

/** What a browser that navigates sends a server. */
const document = (url: string, cookies: string[] = []) =>
  new Request(url, {
    headers: { Accept: 'text/html', 'Sec-Fetch-Dest': 'document', Cookie: cookies.join('; ') },
  });

/** The `name=value` of each `Set-Cookie`, those that delete left out. */
const pairs = (lines: string[] = []) =>
  lines.filter((line) => !/max-age=0/i.test(line)).map((line) => line.split(';')[0] ?? '');

async function startWithServer(options?: EmbeddedClerkOptions) {
  const started = await startWithBackend(options);
  const { apiUrl, publishableKey, secretKey } = started.clerk;
  const server = createClerkClient({ apiUrl, publishableKey, secretKey });
  const { id: userId } = await started.backend.users.createUser(ada);
  return { ...started, server, userId };
}

describe('the handshake of a development instance', () => {
  it('gives a server that knows nothing the cookies of whoever is signed in', async () => {
    const { server, browser, clerk, userId } = await startWithServer();
    await browser.signIn('ada@example.com', 'correct horse');
    const asked = await server.authenticateRequest(document(`${app}/home?tab=2`));
    expect(asked.status).toBe('handshake');
    const there = new URL(asked.headers.get('location') ?? '');
    expect(`${there.origin}${there.pathname}`).toBe(`${clerk.issuer}/v1/client/handshake`);

    const query = Object.fromEntries(there.searchParams);
    const back = await browser.send('GET', there.pathname, { query });
    expect(back.status).toBe(307);
    const location = new URL(String(back.headers.location));
    expect(location.searchParams.get('tab')).toBe('2');
    expect(location.searchParams.get('__clerk_handshake_nonce')).toBeTruthy();

    const resolved = await server.authenticateRequest(document(location.href));
    expect(resolved.headers.get('location')).toBe(`${app}/home?tab=2`);
    const cookies = pairs(resolved.headers.getSetCookie());
    const seen = await server.authenticateRequest(document(`${app}/home`, cookies), {
      authorizedParties: [app],
    });
    expect([seen.status, seen.toAuth()?.userId]).toEqual(['signed-in', userId]);
  });

  it('gives the payload as a token where no nonce is asked for', async () => {
    const { server, browser, userId } = await startWithServer();
    await browser.signIn('ada@example.com', 'correct horse');
    const query = { redirect_url: app };
    const back = await browser.send('GET', '/v1/client/handshake', { query });
    const resolved = await server.authenticateRequest(document(String(back.headers.location)));
    expect(resolved.toAuth()?.userId).toBe(userId);
  });

  it('gives a nonce’s payload once', async () => {
    const { server, browser } = await startWithServer();
    const query = { redirect_url: app, format: 'nonce' };
    const back = await browser.send('GET', '/v1/client/handshake', { query });
    const nonce = new URL(String(back.headers.location)).searchParams.get(
      '__clerk_handshake_nonce',
    );
    const { directives } = await server.clients.getHandshakePayload({ nonce: nonce ?? '' });
    expect(pairs(directives)).toContain('__client_uat=0');
    await expect(server.clients.getHandshakePayload({ nonce: nonce ?? '' })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('activates the organisation that is asked for, if it can', async () => {
    const { server, backend, browser, userId } = await startWithServer();
    const works = await backend.organizations.createOrganization({
      name: 'Works',
      slug: 'works',
      createdBy: userId,
    });
    await browser.signIn('ada@example.com', 'correct horse');
    const orgAfter = async (asked: string) => {
      const query = { redirect_url: app, organization_id: asked };
      const back = await browser.send('GET', '/v1/client/handshake', { query });
      const url = document(String(back.headers.location));
      return (await server.authenticateRequest(url)).toAuth()?.orgId ?? null;
    };
    expect(await orgAfter('works')).toBe(works.id);
    expect(await orgAfter('org_of_strangers')).toBe(works.id);
    expect(await orgAfter('')).toBeNull();
  });

  it.each([undefined, 'nonsense', 'javascript:alert(1)'])('does not go to %s', async (target) => {
    const { browser } = await startWithServer();
    const query: Record<string, string> = target === undefined ? {} : { redirect_url: target };
    expect((await browser.send('GET', '/v1/client/handshake', { query })).status).toBe(422);
  });
});

describe('the cookies of a production instance', () => {
  const web = 'https://app.embedded.example';

  it('name the client on the Frontend API’s host, and the time on the whole domain', async () => {
    const { browser } = await startWithServer({ mode: 'production' });
    const form = { identifier: 'ada@example.com', password: 'correct horse' };
    const { headers } = await browser.send('POST', '/v1/client/sign_ins', {
      form,
      token: null,
      headers: { Origin: web },
    });
    const lines = headers['set-cookie'] ?? [];
    const client = lines.find((line) => line.startsWith('__client='));
    expect(client).toMatch(/Domain=clerk\.embedded\.example/);
    expect(client).toMatch(/HttpOnly/);
    expect(client).toMatch(/Secure/);
    const uats = lines.filter((line) => line.startsWith('__client_uat'));
    expect(uats).toHaveLength(2);
    for (const uat of uats) {
      expect(uat).toMatch(/^__client_uat(_[\w-]{8})?=\d{10};/);
      expect(uat).toMatch(/Domain=embedded\.example/);
      expect(uat).not.toMatch(/HttpOnly/);
    }
  });

  it('are enough to be known by, and are sent again when they change alone', async () => {
    const { browser, userId } = await startWithServer({ mode: 'production' });
    const form = { identifier: 'ada@example.com', password: 'correct horse' };
    const first = await browser.send('POST', '/v1/client/sign_ins', { form, token: null });
    const Cookie = pairs(first.headers['set-cookie']).join('; ');
    const later = await browser.send('GET', '/v1/client', { token: null, headers: { Cookie } });
    expect(later.json.response.sessions[0].user.id).toBe(userId);
    expect(later.headers['set-cookie']).toBeUndefined();
  });

  it('are not sent to a native client', async () => {
    const { browser } = await startWithServer({ mode: 'production' });
    await browser.signIn('ada@example.com', 'correct horse');
    const { headers } = await browser.send('GET', '/v1/client');
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('carry a handshake home, to the instance’s own domain alone', async () => {
    const { browser, server, userId } = await startWithServer({ mode: 'production' });
    const form = { identifier: 'ada@example.com', password: 'correct horse' };
    const signedIn = await browser.send('POST', '/v1/client/sign_ins', { form, token: null });
    const held = pairs(signedIn.headers['set-cookie']);
    const handshake = (target: string) =>
      browser.send('GET', '/v1/client/handshake', {
        query: { redirect_url: target, format: 'nonce' },
        token: null,
        headers: { Cookie: held.join('; ') },
      });
    const back = await handshake(`${web}/home`);
    expect([back.status, back.headers.location]).toEqual([307, `${web}/home`]);
    const nonce = pairs(back.headers['set-cookie']).find((pair) =>
      pair.startsWith('__clerk_handshake_nonce='),
    );
    const uats = held.filter((pair) => pair.startsWith('__client_uat'));
    const resolved = await server.authenticateRequest(
      document(`${web}/home`, [...uats, nonce ?? '']),
      { authorizedParties: [web] },
    );
    expect(resolved.toAuth()?.userId).toBe(userId);
    expect((await handshake('https://evil.example/home')).status).toBe(422);
    expect((await handshake('https://embedded.example.evil.example/')).status).toBe(422);
  });
});

describe('a native client of a development instance', () => {
  it('is known by its Authorization header both ways', async () => {
    const { browser, userId } = await startWithServer();
    const native = (method: string, path: string, token: string, form?: Record<string, string>) =>
      browser.send(method, path, {
        query: { _is_native: '1' },
        token: null,
        headers: { Authorization: token },
        ...(form ? { form } : {}),
      });
    const first = await native('GET', '/v1/client', '');
    const token = String(first.headers.authorization);
    expect(first.headers['clerk-db-jwt']).toBeUndefined();
    const form = { identifier: 'ada@example.com', password: 'correct horse' };
    await native('POST', '/v1/client/sign_ins', token, form);
    const { json } = await native('GET', '/v1/client', token);
    expect(json.response.sessions[0].user.id).toBe(userId);
  });
});

describe('a proxy', () => {
  it('is told pictures by way of itself, and must present the secret key', async () => {
    const { browser, clerk } = await startWithServer();
    const sessionId = await browser.signIn('ada@example.com', 'correct horse');
    const ask = (secretKey: string) =>
      browser.send('GET', '/v1/me', {
        query: { _clerk_session_id: sessionId },
        headers: { 'Clerk-Proxy-Url': `${app}/__clerk`, 'Clerk-Secret-Key': secretKey },
      });
    const { json, text } = await ask(clerk.secretKey);
    expect(json.response.image_url).toMatch(/^http:\/\/localhost:5173\/__clerk\/images\/user_/);
    expect(text).not.toContain(`${clerk.issuer}/images/`);
    expect((await ask('sk_test_wrong')).status).toBe(401);
  });
});
