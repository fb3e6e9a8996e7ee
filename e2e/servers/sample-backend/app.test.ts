import { generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { BackendAnswer } from '../../../src/demo/backend';
import { createSigningKey, type SigningKey } from '../embedded-clerk/keys';
import { createSampleBackend } from './app';

const issuer = 'https://embedded.clerk.accounts.dev';
const extension = 'chrome-extension://okglanhlffocacilmmcjpjkpeoamncfh';

let key: SigningKey;
let app: ReturnType<typeof createSampleBackend>;
beforeAll(async () => {
  key = await createSigningKey();
  app = createSampleBackend({
    jwtKey: () => key.publicKeyPem(),
    issuer,
    authorizedParty: extension,
  });
});

/** The claims of a session token as Clerk mints them now. */
function claims(more: Record<string, unknown> = {}) {
  const now = Math.floor(Date.now() / 1000);
  return {
    azp: extension,
    exp: now + 60,
    iat: now,
    iss: issuer,
    nbf: now - 10,
    sid: 'sess_1',
    sub: 'user_1',
    sts: 'active',
    v: 2,
    ...more,
  };
}

const ask = (authorization?: string) =>
  app.request('/me', { headers: authorization === undefined ? {} : { authorization } });

/** Status and body. */
async function answer(token: string) {
  const response = await ask(`Bearer ${token}`);
  const body: unknown = await response.json();
  // #region feature: demo
  // The very schema that the demo tab reads it with.
  BackendAnswer.parse(body);
  // #endregion feature: demo
  return { status: response.status, body };
}

const refused = (reason: string) => ({ status: 401, body: { verdict: 'refused', reason } });

describe('GET /me', () => {
  it('says whom a token speaks for', async () => {
    expect(await answer(await key.sign(claims()))).toEqual({
      status: 200,
      body: { verdict: 'verified', sub: 'user_1', sid: 'sess_1', org: null, azp: extension },
    });
  });

  it('says for which organisation', async () => {
    const o = { id: 'org_1', slg: 'works', rol: 'admin' };
    expect((await answer(await key.sign(claims({ o })))).body).toMatchObject({
      org: { id: 'org_1', slug: 'works', role: 'admin' },
    });
  });

  it('takes a token whose asker Clerk did not see', async () => {
    const { azp: _, ...unseen } = claims();
    expect(await answer(await key.sign(unseen))).toMatchObject({
      status: 200,
      body: { azp: null },
    });
  });

  it.each([
    ['another asker', { azp: 'https://evil.example' }, 'token-invalid-authorized-parties'],
    ['another extension', { azp: `${extension}x` }, 'token-invalid-authorized-parties'],
    ['an empty asker', { azp: '' }, 'token-invalid-authorized-parties'],
    ['another issuer', { iss: 'https://evil.clerk.accounts.dev' }, 'token-invalid-issuer'],
    ['no issuer', { iss: undefined }, 'token-invalid-issuer'],
    ['no user', { sub: undefined }, 'token-verification-failed'],
  ])('refuses a token of %s', async (_, more, reason) => {
    expect(await answer(await key.sign(claims(more)))).toEqual(refused(reason));
  });

  it('refuses a token that has expired, beyond five seconds of leeway', async () => {
    const exp = Math.floor(Date.now() / 1000) - 10;
    expect(await answer(await key.sign(claims({ exp })))).toEqual(refused('token-expired'));
  });

  it('refuses a token from the future', async () => {
    const nbf = Math.floor(Date.now() / 1000) + 60;
    expect(await answer(await key.sign(claims({ nbf })))).toEqual(refused('token-not-active-yet'));
  });

  it('refuses a token whose claims were changed', async () => {
    const [header, , signature] = (await key.sign(claims())).split('.');
    const forged = Buffer.from(JSON.stringify(claims({ sub: 'user_2' }))).toString('base64url');
    expect(await answer(`${header}.${forged}.${signature}`)).toEqual(
      refused('token-invalid-signature'),
    );
  });

  it('refuses a token signed with another key under the same name', async () => {
    const kid = key.jwks().keys[0]?.kid ?? '';
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .sign(privateKey);
    expect(await answer(forged)).toEqual(refused('token-invalid-signature'));
  });

  it.each([
    ['none', 'none'],
    ['HS256, keyed with the public key', 'HS256'],
  ])('refuses the algorithm %s', async (_, alg) => {
    const kid = key.jwks().keys[0]?.kid ?? '';
    const secret = new TextEncoder().encode(key.publicKeyPem());
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const forged =
      alg === 'none'
        ? `${encode({ alg, kid, typ: 'JWT' })}.${encode(claims())}.AAAA`
        : await new SignJWT(claims()).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(secret);
    expect(await answer(forged)).toEqual(refused('token-invalid-algorithm'));
  });

  it.each(['nonsense', 'a.b.c', '..', 'eyJhbGciOiJSUzI1NiJ9'])(
    'refuses what is not a token: %s',
    async (token) => {
      expect(await answer(token)).toEqual(refused('token-invalid'));
    },
  );

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic dTpw', 'Bearer a b'])(
    'refuses the header %j for want of a token',
    async (header) => {
      const response = await ask(header);
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ verdict: 'refused', reason: 'token-missing' });
    },
  );

  it('never repeats the token, and asks that nothing be kept', async () => {
    const token = await key.sign(claims({ iss: 'https://evil.example' }));
    const response = await ask(`Bearer ${token}`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(await response.text()).not.toContain(token);
  });

  it('lets web pages of the extension only read its answers', async () => {
    const asked = async (origin: string) => {
      const response = await app.request('/me', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'GET',
          'access-control-request-headers': 'authorization',
        },
      });
      return response.headers.get('access-control-allow-origin');
    };
    expect(await asked(extension)).toBe(extension);
    expect(await asked('https://evil.example')).not.toBe('https://evil.example');
    expect(await asked('https://evil.example')).not.toBe('*');
  });
});
