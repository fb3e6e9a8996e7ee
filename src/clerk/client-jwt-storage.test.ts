import { describe, expect, it } from 'vitest';
import { clientJwtKey, createClientJwtStorage, type LocalStorageArea } from './client-jwt-storage';

function memoryArea(): LocalStorageArea & { items: Map<string, unknown> } {
  const items = new Map<string, unknown>();
  return {
    items,
    get: async (key) => (items.has(key) ? { [key]: items.get(key) } : {}),
    set: async (more) => {
      for (const [key, value] of Object.entries(more)) items.set(key, value);
    },
    remove: async (key) => {
      items.delete(key);
    },
  };
}

const key = clientJwtKey('clerk.example.com');

describe('createClientJwtStorage', () => {
  it('names the key as the SDK does', () => {
    expect(key).toBe('clerk.example.com|__clerk_client_jwt|v2');
    const storage = createClientJwtStorage('development', undefined, memoryArea());
    expect(storage.createKey('clerk.example.com', '__clerk_client_jwt', 'v2')).toBe(key);
  });

  it('gives back what was set, and undefined before', async () => {
    const storage = createClientJwtStorage('development', undefined, memoryArea());
    expect(await storage.get(key)).toBeUndefined();
    await storage.set(key, 'secret');
    expect(await storage.get(key)).toBe('secret');
  });

  it('keeps a development JWT that an answer without the header would delete', async () => {
    const storage = createClientJwtStorage('development', undefined, memoryArea());
    await storage.set(key, 'secret');
    await storage.remove(key);
    expect(await storage.get(key)).toBe('secret');
  });

  it('obeys a production deletion, which only Clerk itself asks for', async () => {
    const storage = createClientJwtStorage('production', undefined, memoryArea());
    await storage.set(key, 'secret');
    await storage.remove(key);
    expect(await storage.get(key)).toBeUndefined();
  });

  it('announces each write before it is stored', async () => {
    const area = memoryArea();
    const seen: unknown[] = [];
    const storage = createClientJwtStorage(
      'production',
      (value) => seen.push([value, area.items.get(key)]),
      area,
    );
    await storage.set(key, 'one');
    await storage.remove(key);
    expect(seen).toEqual([
      ['one', undefined],
      [undefined, 'one'],
    ]);
  });
});
