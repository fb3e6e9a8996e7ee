import { describe, expect, it } from 'vitest';
import { clientJwtKey } from './client-jwt';
import { clearClientJwtStorage, createClientJwtStorage } from './client-jwt-storage';
import { createFakeLocks } from './testing/fake-locks';
import { memoryArea } from './testing/memory-area';

const key = clientJwtKey('clerk.example.com');

function setUp() {
  const area = memoryArea();
  const seen: unknown[] = [];
  const onWrite = (value: string | undefined) => seen.push([value, area.items.get(key)]);
  const storage = createClientJwtStorage(key, onWrite, area, createFakeLocks().context());
  return { area, seen, storage };
}

describe('createClientJwtStorage', () => {
  it('names the key as the SDK did, so that whoever signed in by it still is', () => {
    expect(key).toBe('clerk.example.com|__clerk_client_jwt|v2');
  });

  it('gives back what was stored, and undefined before', async () => {
    const { storage } = setUp();
    expect(await storage.read()).toBeUndefined();
    expect(await storage.replace(undefined, 'one')).toBe(true);
    expect(await storage.read()).toBe('one');
  });

  it('replaces and removes only what is expected', async () => {
    const { area, storage } = setUp();
    await storage.replace(undefined, 'one');
    expect(await storage.replace(undefined, 'two')).toBe(false);
    expect(await storage.replace('two', undefined)).toBe(false);
    expect(await storage.read()).toBe('one');
    expect(await storage.replace('one', undefined)).toBe(true);
    expect(area.items.has(key)).toBe(false);
  });

  it('lets one of two contexts that expect the same write', async () => {
    const { storage } = setUp();
    const outcomes = [storage.replace(undefined, 'one'), storage.replace(undefined, 'two')];
    expect(await Promise.all(outcomes)).toEqual([true, false]);
    expect(await storage.read()).toBe('one');
  });

  it('stays empty once it was cleared, whatever was being written', async () => {
    const area = memoryArea();
    const locks = createFakeLocks().context();
    const storage = createClientJwtStorage(key, () => {}, area, locks);
    await storage.replace(undefined, 'one');
    const writing = storage.replace('one', 'two');
    const cleared = clearClientJwtStorage({ clear: async () => area.items.clear() }, locks);
    const late = storage.replace('one', 'three');
    expect(await Promise.all([writing, cleared, late])).toEqual([true, undefined, false]);
    expect(area.items.size).toBe(0);
  });

  it('announces each write before it is stored, and writes nothing that is stored already', async () => {
    const { seen, storage } = setUp();
    await storage.replace(undefined, 'one');
    await storage.replace('one', 'one');
    await storage.replace('one', undefined);
    await storage.replace(undefined, undefined);
    expect(seen).toEqual([
      ['one', undefined],
      [undefined, 'one'],
    ]);
  });
});
