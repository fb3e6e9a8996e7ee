import { getCookieSuffix } from '@clerk/shared/keys';
import { describe, expect, it, vi } from 'vitest';
import { createSyncCookie } from './sync-cookie';

const PRODUCTION = {
  mode: 'production',
  publishableKey: 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k',
} as const;
const DEVELOPMENT = {
  mode: 'development',
  publishableKey: 'pk_test_Y2xlcmsuZXhhbXBsZS5jb20k',
} as const;

const base64Url = (text: string) => btoa(text).replaceAll('=', '');
const JWT = `${base64Url('{"alg":"RS256"}')}.${base64Url('{"id":"client_1"}')}.c2ln`;

const ORIGIN = 'https://clerk.example.com';

/** As Chrome describes the cookie that Clerk sets for the Frontend API's host. */
const cookie = (value: string): chrome.cookies.Cookie => ({
  name: '__client',
  value,
  domain: '.clerk.example.com',
  hostOnly: false,
  path: '/',
  secure: true,
  httpOnly: true,
  sameSite: 'lax',
  session: false,
  expirationDate: 2_000_000_000,
  storeId: '0',
});

const SUFFIXED_UAT = `__client_uat_${await getCookieSuffix(PRODUCTION.publishableKey)}`;
const SUFFIXED_JWT = `__clerk_db_jwt_${await getCookieSuffix(DEVELOPMENT.publishableKey)}`;

type Jar = {
  client?: chrome.cookies.Cookie;
  /** One that Chrome names before it. */
  planted?: chrome.cookies.Cookie;
  suffixedJwt?: string;
  uat?: string;
  suffixedUat?: string;
};

function setUp({ client, planted, suffixedJwt, uat, suffixedUat }: Jar = {}) {
  const jar = new Map<string, { value: string }>();
  if (client) jar.set('__client', client).set('__clerk_db_jwt', client);
  if (suffixedJwt !== undefined) jar.set(SUFFIXED_JWT, { value: suffixedJwt });
  if (uat !== undefined) jar.set('__client_uat', { value: uat });
  if (suffixedUat !== undefined) jar.set(SUFFIXED_UAT, { value: suffixedUat });
  const get = async ({ name }: { name: string }) => jar.get(name) ?? null;
  const getAll = async () => [planted, client].filter((one) => one !== undefined);
  const set = vi.fn(async (details: { value?: string }) => details);
  const cookies = { get, getAll, set } as unknown as Pick<
    typeof chrome.cookies,
    'get' | 'getAll' | 'set'
  >;
  return { cookies, set };
}

describe('createSyncCookie', () => {
  it('reads the client of this application, not of another on the same host', async () => {
    const read = (jar: Jar) => createSyncCookie(ORIGIN, DEVELOPMENT, setUp(jar).cookies).read();
    expect(await read({ client: cookie('shared'), suffixedJwt: 'own' })).toBe('own');
    expect(await read({ client: cookie('shared') })).toBe('shared');
    expect(await read({})).toBeUndefined();
    const production = createSyncCookie(ORIGIN, PRODUCTION, setUp({ client: cookie(JWT) }).cookies);
    expect(await production.read()).toBe(JWT);
  });

  it.each([
    // No header can carry it, so that every request would fail, and go on failing once it is stored.
    ['production', PRODUCTION, `${JWT}€`],
    ['production', PRODUCTION, 'not-a-jwt'],
    ['development', DEVELOPMENT, 'dvb_€'],
    ['development', DEVELOPMENT, 'dvb_1 dvb_2'],
  ])('takes on a %s key nothing that can name no client', async (_mode, key, planted) => {
    const { cookies } = setUp({ client: cookie(planted) });
    expect(await createSyncCookie(ORIGIN, key, cookies).read()).toBeUndefined();
  });

  it.each([
    ['of the whole domain, which any host of it may set', { domain: '.example.com' }],
    ['that a script may have set', { httpOnly: false }],
    ['that may have been set without TLS', { secure: false }],
  ])('takes on a production key no cookie %s, and writes none', async (_which, attributes) => {
    const { cookies, set } = setUp({ client: { ...cookie(JWT), ...attributes } });
    const planted = createSyncCookie(ORIGIN, PRODUCTION, cookies);
    expect(await planted.read()).toBeUndefined();
    expect(await planted.replace(JWT, 'two')).toBe(false);
    expect(set).not.toHaveBeenCalled();
  });

  it('finds Clerk’s cookie behind one that was planted', async () => {
    const planted = { ...cookie(`${JWT}2`), domain: '.example.com' };
    const { cookies, set } = setUp({ planted, client: cookie(JWT) });
    const { read, replace } = createSyncCookie(ORIGIN, PRODUCTION, cookies);
    expect(await read()).toBe(JWT);
    expect(await replace(JWT, 'two')).toBe(true);
    expect(set.mock.calls[0]?.[0]).toMatchObject({ domain: '.clerk.example.com' });
  });

  it('writes another JWT and leaves all else about the cookie as Clerk has set it', async () => {
    const { cookies, set } = setUp({ client: cookie('one') });
    const { replace } = createSyncCookie(ORIGIN, PRODUCTION, cookies);
    expect(await replace('one', 'two')).toBe(true);
    const { hostOnly, session, ...kept } = cookie('two');
    expect(set.mock.calls).toEqual([[{ ...kept, url: ORIGIN }]]);
  });

  it('leaves a cookie of that very host one', async () => {
    const { cookies, set } = setUp({
      client: { ...cookie('one'), hostOnly: true, domain: 'clerk.example.com' },
    });
    await createSyncCookie(ORIGIN, PRODUCTION, cookies).replace('one', 'two');
    expect(set.mock.calls[0]?.[0]).not.toHaveProperty('domain');
  });

  it('makes no cookie where there is none, nor on a development key, and says so', async () => {
    const none = setUp();
    const absent = createSyncCookie(ORIGIN, PRODUCTION, none.cookies);
    expect(await absent.replace('one', 'two')).toBe(false);
    const development = setUp({ client: cookie('one') });
    const { replace } = createSyncCookie(ORIGIN, DEVELOPMENT, development.cookies);
    expect(await replace('one', 'two')).toBe(false);
    expect(none.set).not.toHaveBeenCalled();
    expect(development.set).not.toHaveBeenCalled();
  });

  it('leaves alone what Clerk has given the web app since', async () => {
    const { cookies, set } = setUp({ client: cookie('newer') });
    const { replace } = createSyncCookie(ORIGIN, PRODUCTION, cookies);
    expect(await replace('one', 'two')).toBe(false);
    expect(set).not.toHaveBeenCalled();
  });

  it('says when Chrome did not take it', async () => {
    const { cookies, set } = setUp({ client: cookie('one') });
    const { replace } = createSyncCookie(ORIGIN, PRODUCTION, cookies);
    set.mockRejectedValueOnce(new Error('No host permissions.'));
    expect(await replace('one', 'two')).toBe(false);
    set.mockResolvedValueOnce({ value: 'one' });
    expect(await replace('one', 'two')).toBe(false);
  });

  describe('isSignedOut', () => {
    const isSignedOut = (jar: Jar) =>
      createSyncCookie(ORIGIN, PRODUCTION, setUp(jar).cookies).isSignedOut();

    it('knows nobody to be signed in only where Clerk has said so', async () => {
      expect(await isSignedOut({ uat: '0' })).toBe(true);
      expect(await isSignedOut({ uat: '1795758290' })).toBe(false);
      expect(await isSignedOut({})).toBe(false);
    });

    it('takes the word of this application over that of another on the same host', async () => {
      expect(await isSignedOut({ uat: '0', suffixedUat: '1795758290' })).toBe(false);
      expect(await isSignedOut({ uat: '1795758290', suffixedUat: '0' })).toBe(true);
    });
  });
});
