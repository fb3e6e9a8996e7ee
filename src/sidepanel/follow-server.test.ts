import { afterEach, describe, expect, it, vi } from 'vitest';
import { followServer } from './follow-server';

afterEach(() => vi.unstubAllGlobals());

/** A panel's Clerk that has `session`, and whose server says that `sessions` are signed in. */
function setUp(session: string | null, sessions: string[], lastActiveSessionId = sessions[0]) {
  const answer = { signedInSessions: sessions.map((id) => ({ id })), lastActiveSessionId };
  const setActive = vi.fn(async () => {});
  const updateClient = vi.fn();
  vi.stubGlobal('Clerk', { updateClient });
  const clerk = {
    client: { reload: async () => answer },
    session: session === null ? null : { id: session },
    setActive,
  } as unknown as Parameters<typeof followServer>[0];
  return { clerk, answer, setActive, updateClient };
}

describe('followServer', () => {
  it('only reads while the session stays, for a write would undo a switch made since', async () => {
    const { clerk, answer, setActive, updateClient } = setUp('sess_1', ['sess_1']);
    await followServer(clerk);
    expect(updateClient).toHaveBeenCalledExactlyOnceWith(answer);
    expect(setActive).not.toHaveBeenCalled();
  });

  it.each([
    ['a sign-in', null, ['sess_1'], 'sess_1', 'sess_1'],
    ['another session', 'sess_1', ['sess_1', 'sess_2'], 'sess_2', 'sess_2'],
    ['one that is not the last active', null, ['sess_1'], 'sess_gone', 'sess_1'],
    ['a sign-out', 'sess_1', [], undefined, null],
  ])('takes up %s', async (_what, session, sessions, lastActive, expected) => {
    const { clerk, setActive } = setUp(session, sessions, lastActive);
    await followServer(clerk);
    expect(setActive).toHaveBeenCalledExactlyOnceWith({ session: expected });
  });

  it('leaves a Clerk alone that has no client yet', async () => {
    const { clerk, setActive, updateClient } = setUp(null, []);
    Object.assign(clerk, { client: undefined });
    await followServer(clerk);
    expect(setActive).not.toHaveBeenCalled();
    expect(updateClient).not.toHaveBeenCalled();
  });
});
