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

const SIGNED_OUT: SessionSnapshot = { status: 'signed-out', fetchedAt: 1 };
const UNAVAILABLE: SessionSnapshot = { status: 'unavailable', reason: 'offline', fetchedAt: 1 };

function setUp() {
  const action = {
    setBadgeText: vi.fn(async (_: { text: string }) => {}),
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
  const show = createActionBadge({ action, i18n } as unknown as BadgeApi, onError);
  return { action, onError, show };
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
  ])('shows %j as "%s", with a title in words', (snapshot, text, title) => {
    const { action, show } = setUp();
    show(snapshot);
    expect(action.setBadgeText).toHaveBeenCalledExactlyOnceWith({ text });
    expect(action.setTitle).toHaveBeenCalledExactlyOnceWith({ title });
  });

  it('touches no Chrome API before the first snapshot', () => {
    const named: PropertyKey[] = [];
    const api = new Proxy({}, { get: (_, name) => void named.push(name) });
    createActionBadge(api as BadgeApi, () => {});
    expect(named).toEqual([]);
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
});
