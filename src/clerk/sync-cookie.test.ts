import { describe, expect, it, vi } from 'vitest';
import { createSyncCookie } from './sync-cookie';

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

function setUp({ client, uat }: { client?: chrome.cookies.Cookie; uat?: string } = {}) {
  const jar = new Map<string, { value: string }>();
  if (client) jar.set('__client', client).set('__clerk_db_jwt', client);
  if (uat !== undefined) jar.set('__client_uat', { value: uat });
  const get = async ({ name }: { name: string }) => jar.get(name) ?? null;
  const set = vi.fn(async (details: { value?: string }) => details);
  const cookies = { get, set } as unknown as Pick<typeof chrome.cookies, 'get' | 'set'>;
  return { cookies, set };
}

describe('createSyncCookie', () => {
  it('writes another JWT and leaves all else about the cookie as Clerk has set it', async () => {
    const { cookies, set } = setUp({ client: cookie('one') });
    expect(await createSyncCookie(ORIGIN, 'production', cookies).write('two')).toBe(true);
    const { hostOnly, session, ...kept } = cookie('two');
    expect(set.mock.calls).toEqual([[{ ...kept, url: ORIGIN }]]);
  });

  it('leaves a cookie of that very host one', async () => {
    const { cookies, set } = setUp({
      client: { ...cookie('one'), hostOnly: true, domain: 'clerk.example.com' },
    });
    await createSyncCookie(ORIGIN, 'production', cookies).write('two');
    expect(set.mock.calls[0]?.[0]).not.toHaveProperty('domain');
  });

  it('makes no cookie where there is none, nor on a development key, and says so', async () => {
    const none = setUp();
    expect(await createSyncCookie(ORIGIN, 'production', none.cookies).write('two')).toBe(false);
    const development = setUp({ client: cookie('one') });
    const { write } = createSyncCookie(ORIGIN, 'development', development.cookies);
    expect(await write('two')).toBe(false);
    expect(none.set).not.toHaveBeenCalled();
    expect(development.set).not.toHaveBeenCalled();
  });

  it('says when Chrome did not take it', async () => {
    const { cookies, set } = setUp({ client: cookie('one') });
    const { write } = createSyncCookie(ORIGIN, 'production', cookies);
    set.mockRejectedValueOnce(new Error('No host permissions.'));
    expect(await write('two')).toBe(false);
    set.mockResolvedValueOnce({ value: 'one' });
    expect(await write('two')).toBe(false);
  });

  it('knows nobody to be signed in only where Clerk has said so', async () => {
    const isSignedOut = (uat?: string) =>
      createSyncCookie(
        ORIGIN,
        'production',
        setUp(uat === undefined ? {} : { uat }).cookies,
      ).isSignedOut();
    expect(await isSignedOut('0')).toBe(true);
    expect(await isSignedOut('1795758290')).toBe(false);
    expect(await isSignedOut()).toBe(false);
  });
});
