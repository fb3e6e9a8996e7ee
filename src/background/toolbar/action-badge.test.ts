import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { SessionSnapshot } from '../../auth/session-snapshot';
import { NAME } from '../../config/brand';
import { signedIn } from '../testing/fake-clerk';
import { type BadgeApi, createActionBadge } from './action-badge';

const messages: Record<string, { message: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../public/_locales/en/messages.json'), 'utf8'),
);

// #region feature: languages
const german = { actionTitleSignedOut: { message: '$NAME$: abgemeldet' } };
// #endregion feature: languages

const SIGNED_OUT: SessionSnapshot = { status: 'signed-out', fetchedAt: 1 };
const UNAVAILABLE: SessionSnapshot = { status: 'unavailable', reason: 'offline', fetchedAt: 1 };

/** @param badge the text that an earlier life of the worker left on the button. */
function setUp(badge = '') {
  let text = badge;
  const action = {
    setBadgeText: vi.fn(async (given: { text: string }) => {
      text = given.text;
    }),
    getBadgeText: async () => text,
    setBadgeBackgroundColor: vi.fn(async () => {}),
    setBadgeTextColor: vi.fn(async () => {}),
    setTitle: vi.fn(async (_: { title: string }) => {}),
  };
  // Chrome answers "" for a message that is not there.
  const i18n = {
    getMessage: (name: string, value: string) =>
      messages[name]?.message.replace('$NAME$', value) ?? '',
  };
  const onError = vi.fn();
  // #region feature: languages
  let language: unknown;
  let changed = (_changes: object) => {};
  const storage = {
    local: {
      get: async () => ({ language }),
      onChanged: {
        addListener(listener: typeof changed) {
          changed = listener;
        },
      },
    },
  };
  const runtime = { getURL: (path: string) => `data:,${path}` };
  const choose = (chosen: unknown) => {
    language = chosen;
    changed({ language: {} });
  };
  // #endregion feature: languages
  const api = {
    action,
    i18n,
    // #region feature: languages
    storage,
    runtime,
    // #endregion feature: languages
  };
  // Chrome's storage and events have overloads and methods that nothing here calls.
  const show = createActionBadge(api as unknown as BadgeApi, onError);
  return {
    action,
    api,
    onError,
    show,
    // #region feature: languages
    choose,
    // #endregion feature: languages
  };
}

describe('the badge', () => {
  it.each([
    [signedIn('sess_1'), '', NAME],
    [SIGNED_OUT, '○', `${NAME}: signed out`],
    [UNAVAILABLE, '!', `${NAME}: Clerk cannot be reached`],
    [
      { ...signedIn('sess_1'), status: 'pending' } as SessionSnapshot,
      '1',
      `${NAME}: one step of signing in is left`,
    ],
  ])('shows %j as "%s", with a title in words', async (snapshot, text, title) => {
    const { action, show } = setUp();
    show(snapshot);
    expect(action.setBadgeText).toHaveBeenCalledExactlyOnceWith({ text });
    await vi.waitFor(() => expect(action.setTitle).toHaveBeenCalledExactlyOnceWith({ title }));
  });

  it('does not touch the button before the first snapshot', () => {
    const { api } = setUp();
    Object.defineProperty(api, 'action', { get: () => expect.unreachable() });
    createActionBadge(api as unknown as BadgeApi, () => {});
  });

  it('is set only when the status changes', () => {
    const { action, show } = setUp();
    for (const snapshot of [SIGNED_OUT, { ...SIGNED_OUT, fetchedAt: 2 }, UNAVAILABLE, SIGNED_OUT]) {
      show(snapshot);
    }
    expect(action.setBadgeText.mock.calls.map(([{ text }]) => text)).toEqual(['○', '!', '○']);
  });

  it('reports a failed update and goes on', async () => {
    const { action, onError, show } = setUp();
    action.setTitle.mockRejectedValueOnce(new Error('no'));
    show(SIGNED_OUT);
    await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
    show(UNAVAILABLE);
    expect(action.setBadgeText).toHaveBeenLastCalledWith({ text: '!' });
  });

  // #region feature: languages
  it('says its title in the language that is chosen, at once, and in Chrome’s again', async () => {
    const fetched = vi.fn(async (_url: string) => Response.json(german));
    vi.stubGlobal('fetch', fetched);
    const { action, show, choose } = setUp();
    show(SIGNED_OUT);
    const title = () => action.setTitle.mock.lastCall?.[0].title;
    await vi.waitFor(() => expect(title()).toBe(`${NAME}: signed out`));
    expect(fetched).not.toHaveBeenCalled();
    choose('de');
    await vi.waitFor(() => expect(title()).toBe(`${NAME}: abgemeldet`));
    expect(fetched.mock.calls).toEqual([['data:,_locales/de/messages.json']]);
    show(UNAVAILABLE);
    show(signedIn('sess_1'));
    await vi.waitFor(() => expect(title()).toBe(NAME));
    show(SIGNED_OUT);
    choose(undefined);
    await vi.waitFor(() => expect(title()).toBe(`${NAME}: signed out`));
    vi.unstubAllGlobals();
  });

  it.each([
    ['○', `${NAME}: abgemeldet`],
    ['', NAME],
  ])(
    'says what an earlier life of the worker left as "%s" in the language chosen in this one',
    async (badge, title) => {
      vi.stubGlobal('fetch', async () => Response.json(german));
      const { action, choose } = setUp(badge);
      choose('de');
      await vi.waitFor(() => expect(action.setTitle).toHaveBeenCalledExactlyOnceWith({ title }));
      vi.unstubAllGlobals();
    },
  );

  it('keeps Chrome’s words where the file of a language cannot be read', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('gone')));
    const { action, show, choose } = setUp();
    choose('xx');
    show(SIGNED_OUT);
    await vi.waitFor(() =>
      expect(action.setTitle).toHaveBeenCalledWith({ title: `${NAME}: signed out` }),
    );
    vi.unstubAllGlobals();
  });
  // #endregion feature: languages
});
