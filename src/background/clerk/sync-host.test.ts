import fc from 'fast-check';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { memoryArea } from '../../clerk/testing/memory-area';
import { type CookieEvents, isSyncCookie, onSyncHostChange } from './sync-host';

type Listener = Parameters<CookieEvents['onChanged']['addListener']>[0];

// A digest takes its time; the end-to-end tests have the real one.
vi.mock('../../clerk/sync-cookie', () => ({ cookieSuffix: async () => 'Ab12Cd34' }));
const NAME = '__session_Ab12Cd34';

const tokenWith = (claims: object) =>
  ['header', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

type Change = { name: string; value: string; cause?: string; domain?: string };

/** A worker's life; what is stored outlives it. */
function listen(area = memoryArea()) {
  const listeners: Listener[] = [];
  const callback = vi.fn(async () => true);
  const isClient = async (jwt: string) => jwt === 'current';
  onSyncHostChange(
    {
      cookieOrigin: 'https://clerk.example.com',
      syncHost: 'https://app.example.com',
      publishableKey: 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k',
    },
    { isClient, context: async () => acting },
    callback,
    { onChanged: { addListener: (listener) => void listeners.push(listener) } },
    area,
  );
  const change = async ({ cause = 'explicit', ...cookie }: Change) => {
    const event = { cookie: { domain: '.example.com', ...cookie }, cause };
    for (const listener of listeners) listener({ ...event, removed: cause !== 'explicit' });
    await new Promise(setImmediate);
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

  it('asks no more than so often of a host that changes a cookie without end, and of its last', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { callback, change } = listen();
    let clerk = '';
    let cookie = '';
    callback.mockImplementation(async () => {
      clerk = cookie;
      return true;
    });
    for (let index = 0; index < 600; index += 1) {
      cookie = String(index);
      await change({ name: index % 2 ? '__client_uat' : '__client', value: cookie });
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(5_000);
    expect(clerk).toBe('599');
    expect(callback.mock.calls.length).toBeLessThanOrEqual(20 + 65 / 5);
  });

  it('follows no time of another application, and keeps nothing of it', async () => {
    const area = memoryArea();
    const { callback, change } = listen(area);
    for (const suffix of ['', '_Ab12Cd34']) {
      await change({ name: `__client_uat${suffix}`, value: '1' });
    }
    const kept = [...area.items.keys()];
    expect(kept).toHaveLength(2);
    // Whoever makes up names without end would fill the area that the session is kept in.
    for (let index = 0; index < 10; index += 1) {
      await change({ name: `__client_uat_${index}`, value: '1' });
    }
    expect(callback).toHaveBeenCalledTimes(2);
    expect([...area.items.keys()]).toEqual(kept);
  });

  it('listens in its first turn', () => {
    const addListener = vi.fn();
    const env = { cookieOrigin: 'https://a.example', syncHost: 'https://a.example' };
    const current = { isClient: async () => true, context: async () => '' };
    const cookies = { onChanged: { addListener } };
    onSyncHostChange(
      { ...env, publishableKey: '' },
      current,
      async () => true,
      cookies,
      memoryArea(),
    );
    expect(addListener).toHaveBeenCalledOnce();
  });

  it('asks about a time once though the worker dies, unless Clerk did not answer', async () => {
    const time = { name: '__client_uat', value: '1' };
    const area = memoryArea();
    const failing = listen(area);
    failing.callback.mockResolvedValueOnce(false);
    await failing.change(time);
    await failing.change(time);
    expect(failing.callback).toHaveBeenCalledTimes(1);
    const second = listen(area);
    await second.change(time);
    expect(second.callback).toHaveBeenCalledTimes(1);
    const third = listen(area);
    await third.change(time);
    expect(third.callback).not.toHaveBeenCalled();
  });
});

/** What the extension acts as. */
let acting = 'sess_1:';
beforeEach(() => {
  acting = 'sess_1:';
});

describe('a switch on the web app', () => {
  /** A token of the web app's own cookie; `iat` is of no interest here. */
  const active = (claims: object, { name = NAME, domain = 'app.example.com' } = {}) => ({
    name,
    domain,
    value: tokenWith({ iat: 1, exp: 61, ...claims }),
  });
  const current = active({ sid: 'sess_1' });
  const other = active({ sid: 'sess_2' });

  it('is noticed once, and not where the extension acts as the same already', async () => {
    expect(await changesNoticed(current, other, other)).toBe(1);
    expect(await changesNoticed(other, current, current)).toBe(1);
  });

  it('is one of organisation too, in either version of the token', async () => {
    expect(await changesNoticed(active({ sid: 'sess_1', o: { id: 'org_1' } }))).toBe(1);
    acting = 'sess_1:org_1';
    expect(await changesNoticed(active({ sid: 'sess_1', o: { id: 'org_1' } }))).toBe(0);
    expect(await changesNoticed(active({ sid: 'sess_1', org_id: 'org_1' }))).toBe(0);
    expect(await changesNoticed(active({ sid: 'sess_1' }))).toBe(1);
  });

  it('is noticed again after the two have agreed', async () => {
    expect(await changesNoticed(other, current, other)).toBe(2);
  });

  it('is noticed again once it was followed and the extension has switched back', async () => {
    const { callback, change } = listen();
    callback.mockImplementation(async () => {
      acting = 'sess_2:';
      return true;
    });
    await change(other);
    acting = 'sess_1:';
    await change(other);
    expect(callback).toHaveBeenCalledTimes(2);
  });

  it('is asked about once though the worker dies between two equal writes', async () => {
    const area = memoryArea();
    const first = listen(area);
    await first.change(other);
    expect(first.callback).toHaveBeenCalledTimes(1);
    const second = listen(area);
    await second.change(other);
    expect(second.callback).not.toHaveBeenCalled();
    await second.change(current);
    const third = listen(area);
    await third.change(other);
    expect(third.callback).toHaveBeenCalledTimes(1);
  });

  it('is noticed again once the extension acts as somebody else', async () => {
    const { callback, change } = listen();
    await change(other);
    acting = 'sess_3:';
    await change(other);
    await change(other);
    expect(callback).toHaveBeenCalledTimes(2);
  });

  it('is none of another host’s or application’s, nor what is overwritten, removed or no token', async () => {
    const sid = 'sess_2';
    expect(
      await changesNoticed(
        active({ sid }, { domain: 'www.example.com' }),
        active({ sid }, { domain: '.example.com' }),
        active({ sid }, { name: '__session' }),
        active({ sid }, { name: '__session_AAAAAAAA' }),
        { ...other, cause: 'overwrite' },
        { ...other, cause: 'expired' },
        { ...other, value: 'no token' },
        active({}),
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
