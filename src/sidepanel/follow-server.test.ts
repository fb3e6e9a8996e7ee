import { afterEach, describe, expect, it, vi } from 'vitest';
import { followServer } from './follow-server';

afterEach(() => vi.unstubAllGlobals());

type Session = { id: string; touch(): Promise<void> };

/** A panel's Clerk that has `session`, and whose server says that `sessions` are signed in. */
function setUp(session: string | null, sessions: string[], lastActiveSessionId = sessions[0]) {
  const touch = vi.fn(async () => {});
  const answer = { signedInSessions: sessions.map((id) => ({ id, touch })), lastActiveSessionId };
  /** As the SDK's: by id or by the session itself, which is touched and then taken from the client. */
  let active: string | null = session;
  const setActive = vi.fn(async (params: { session: string | Session | null }) => {
    const found =
      typeof params.session === 'string'
        ? answer.signedInSessions.find(({ id }) => id === params.session)
        : params.session;
    await found?.touch();
    active = found?.id ?? null;
  });
  const updateClient = vi.fn();
  vi.stubGlobal('Clerk', { updateClient });
  const clerk = {
    client: { reload: async () => answer },
    session: session === null ? null : { id: session },
    setActive,
  } as unknown as Parameters<typeof followServer>[0];
  return { clerk, answer, touch, setActive, updateClient, active: () => active };
}

describe('followServer', () => {
  it('only reads while the session stays, for a write would undo a switch made since', async () => {
    const { clerk, answer, setActive, updateClient } = setUp('sess_1', ['sess_1']);
    await followServer(clerk);
    expect(updateClient).toHaveBeenCalledExactlyOnceWith(answer);
    expect(setActive).not.toHaveBeenCalled();
  });

  it.each([
    ['a sign-in', null, ['sess_1'], 'sess_1', 'sess_1', 0],
    ['another session', 'sess_1', ['sess_1', 'sess_2'], 'sess_2', 'sess_2', 0],
    ['one that the server has not as the active one', null, ['sess_1'], 'sess_gone', 'sess_1', 1],
    ['a sign-out', 'sess_1', [], undefined, null, 0],
  ])('takes up %s, and writes only what the server has not', async (...row) => {
    const [, session, sessions, lastActive, expected, touches] = row;
    const { clerk, active, touch, setActive } = setUp(session, sessions, lastActive);
    await followServer(clerk);
    expect(setActive).toHaveBeenCalledOnce();
    expect(active()).toBe(expected);
    expect(touch).toHaveBeenCalledTimes(touches);
  });

  it('leaves a Clerk alone that has no client yet', async () => {
    const { clerk, setActive, updateClient } = setUp(null, []);
    Object.assign(clerk, { client: undefined });
    await followServer(clerk);
    expect(setActive).not.toHaveBeenCalled();
    expect(updateClient).not.toHaveBeenCalled();
  });
});
