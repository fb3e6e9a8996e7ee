import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type CookieEvents, isSyncCookie, onSyncHostChange } from './sync-host';

type Listener = Parameters<CookieEvents['onChanged']['addListener']>[0];

type Change = { name: string; value: string; cause?: string; domain?: string };

function listen() {
  const listeners: Listener[] = [];
  const callback = vi.fn();
  const isClient = async (jwt: string) => jwt === 'current';
  onSyncHostChange(
    { cookieOrigin: 'https://clerk.example.com', syncHost: 'https://app.example.com' },
    { isClient, context: async () => acting },
    callback,
    { onChanged: { addListener: (listener) => void listeners.push(listener) } },
  );
  const change = async ({ cause = 'explicit', ...cookie }: Change) => {
    const event = { cookie: { domain: '.example.com', ...cookie }, cause };
    for (const listener of listeners) listener({ ...event, removed: cause !== 'explicit' });
    await Promise.resolve();
    await Promise.resolve();
  };
  return { callback, change };
}

async function changesNoticed(...changes: Change[]) {
  const { callback, change } = listen();
  for (const one of changes) await change(one);
  return callback.mock.calls.length;
}

describe('onSyncHostChange', () => {
  it('notices another client, and its end', async () => {
    expect(await changesNoticed({ name: '__client', value: 'other' })).toBe(1);
    expect(
      await changesNoticed({ name: '__client', value: 'current', cause: 'expired_overwrite' }),
    ).toBe(1);
  });

  it('passes over the current client’s JWT signed anew, and what is overwritten', async () => {
    expect(
      await changesNoticed(
        { name: '__client', value: 'old', cause: 'overwrite' },
        { name: '__client', value: 'current' },
        { name: '__clerk_db_jwt', value: 'current' },
      ),
    ).toBe(0);
  });

  it('notices each time of a sign-in or sign-out once', async () => {
    const uat = (value: string) => ({ name: '__client_uat', value });
    expect(await changesNoticed(uat('1'), uat('1'), uat('0'), uat('0'), uat('2'))).toBe(3);
  });
});

/** What the extension acts as. */
let acting = 'current';
beforeEach(() => {
  acting = 'current';
});

describe('a switch on the web app', () => {
  const active = (value: string, domain = 'app.example.com') => ({
    name: 'clerk_active_context',
    value,
    domain,
  });

  it('is noticed once, and not where the extension acts as the same already', async () => {
    expect(await changesNoticed(active('current'), active('other'), active('other'))).toBe(1);
    expect(await changesNoticed(active('other'), active('current'), active('current'))).toBe(1);
  });

  it('is noticed again after the two have agreed', async () => {
    expect(await changesNoticed(active('other'), active('current'), active('other'))).toBe(2);
  });

  it('is noticed again once the extension acts as somebody else', async () => {
    const { callback, change } = listen();
    await change(active('other'));
    acting = 'a third';
    await change(active('other'));
    await change(active('other'));
    expect(callback).toHaveBeenCalledTimes(2);
  });

  it('is none of another host’s, nor what is overwritten or removed', async () => {
    expect(
      await changesNoticed(
        active('other', 'www.example.com'),
        active('other', '.example.com'),
        { ...active('other'), cause: 'overwrite' },
        { ...active('other'), cause: 'expired' },
      ),
    ).toBe(0);
  });
});

describe('isSyncCookie', () => {
  it.each([
    ['__client', '.example.com'],
    ['__client', 'app.example.com'],
    ['__client_uat', 'app.example.com'],
    ['__client_uat_Ab12-_', '.app.example.com'],
    ['__clerk_db_jwt', 'app.example.com'],
    ['__clerk_db_jwt_Ab12', 'app.example.com'],
  ])('takes %s of %s for a change at app.example.com', (name, domain) => {
    expect(isSyncCookie({ name, domain }, 'app.example.com')).toBe(true);
  });

  it.each([
    ['theme', 'app.example.com'],
    ['__session', 'app.example.com'],
    ['x__client', 'app.example.com'],
    ['__client', 'other.example.com'],
    ['__client', 'sub.app.example.com'],
    ['__client', 'notexample.com'],
    ['__client', 'xapp.example.com'],
  ])('takes no notice of %s of %s', (name, domain) => {
    expect(isSyncCookie({ name, domain }, 'app.example.com')).toBe(false);
  });

  it('never takes notice of a host that the cookie is not sent to', () => {
    fc.assert(
      fc.property(fc.domain(), fc.domain(), (domain, hostname) => {
        fc.pre(hostname !== domain && !hostname.endsWith(`.${domain}`));
        expect(isSyncCookie({ name: '__client', domain: `.${domain}` }, hostname)).toBe(false);
      }),
    );
  });
});
