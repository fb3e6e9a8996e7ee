import { describe, expect, it } from 'vitest';
import { readStoredSnapshot } from './stored-snapshot';

type Area = Parameters<typeof readStoredSnapshot>[0];

const holding = (items: object) =>
  ({ get: async (key: string) => ({ [key]: Reflect.get(items, key) }) }) as unknown as Area;

describe('readStoredSnapshot', () => {
  it('reads what is of its shape, and takes all else for nothing', async () => {
    const snapshot = { status: 'signed-out', fetchedAt: 1 };
    expect(await readStoredSnapshot(holding({ snapshot }))).toEqual(snapshot);
    expect(await readStoredSnapshot(holding({}))).toBeUndefined();
    const withToken = { ...snapshot, token: 'a.b.c' };
    expect(await readStoredSnapshot(holding({ snapshot: withToken }))).toBeUndefined();
  });
});
