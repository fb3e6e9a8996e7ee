import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type CookieEvents, isSyncCookie, onSyncHostChange } from './sync-host';

type Listener = Parameters<CookieEvents['onChanged']['addListener']>[0];

describe('onSyncHostChange', () => {
  async function changesNoticed(...changes: { name: string; value: string; cause?: string }[]) {
    const listeners: Listener[] = [];
    const callback = vi.fn();
    onSyncHostChange('https://app.example.com', async (jwt) => jwt === 'current', callback, {
      onChanged: { addListener: (listener) => void listeners.push(listener) },
    });
    for (const { cause = 'explicit', ...cookie } of changes) {
      const change = { cookie: { ...cookie, domain: '.example.com' }, cause };
      for (const listener of listeners) listener({ ...change, removed: cause !== 'explicit' });
      await Promise.resolve();
    }
    return callback.mock.calls.length;
  }

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
