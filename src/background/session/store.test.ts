import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signedIn } from '../testing/fake-clerk';
import { createSessionStore } from './store';

type Area = Parameters<typeof createSessionStore>[0];

function setUp(initial: unknown = undefined) {
  const state = { value: initial, shown: undefined as unknown };
  const errors: unknown[] = [];
  const area = {
    get: async () => (state.value === undefined ? {} : { session: state.value }),
    set: async ({ session, snapshot }: { session: unknown; snapshot: unknown }) => {
      state.value = JSON.parse(JSON.stringify(session));
      state.shown = snapshot;
    },
    remove: async () => {
      state.value = undefined;
      state.shown = undefined;
    },
  } as unknown as Area;
  const store = createSessionStore(area, (error) => errors.push(error));
  return { state, errors, area, store };
}

const session = {
  snapshot: signedIn('sess_1', 'org_1'),
  invalidated: false,
  clockOffset: 0,
  tokens: { key: { jwt: 'a.b.c', mintedAt: 1, expiresAt: 2 } },
};

describe('createSessionStore', () => {
  it('loads what it saved', async () => {
    const { store } = setUp();
    expect(await store.load()).toBeNull();
    await store.save(session);
    expect(await store.load()).toEqual(session);
  });

  it('keeps for the pages’ first paint who is signed in, and no token', async () => {
    const { state, store } = setUp();
    await store.save(session);
    expect(state.shown).toEqual(session.snapshot);
    expect(JSON.stringify(state.shown)).not.toContain('a.b.c');
  });

  it('keeps the last of several saves', async () => {
    const { store } = setUp();
    void store.save(session);
    await store.save({ ...session, tokens: {} });
    expect((await store.load())?.tokens).toEqual({});
  });

  it('takes anything of another shape for nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        expect(await setUp(value).store.load()).toBeNull();
      }),
    );
    const leftover = { ...session, snapshot: { ...session.snapshot, jwt: 'x' } };
    expect(await setUp(leftover).store.load()).toBeNull();
  });

  it('removes what was saved before when it cannot save', async () => {
    const { area, state, errors, store } = setUp();
    await store.save(session);
    area.set = () => Promise.reject(new Error('quota'));
    await store.save({ ...session, tokens: {} });
    expect(state).toEqual({ value: undefined, shown: undefined });
    expect(errors.map(String)).toEqual(['Error: quota']);
  });

  it('reports a failing area and goes on without it', async () => {
    const { area, errors, store } = setUp();
    area.set = () => Promise.reject(new Error('quota'));
    await store.save(session);
    area.get = () => Promise.reject(new Error('gone'));
    expect(await store.load()).toBeNull();
    expect(errors.map(String)).toEqual(['Error: quota', 'Error: gone']);
  });
});
