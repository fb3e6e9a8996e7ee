/** The shape the SDK wants of its `storageCache` option. It does not export the type. */
export type StorageCache = {
  createKey: (...keys: string[]) => string;
  get: <T = string>(key: string) => Promise<T | undefined>;
  set: (key: string, value: string) => Promise<void>;
  remove: (key: string) => Promise<void>;
};

/** The part of `chrome.storage.local` used here, so that a test can stand in for it. */
export type LocalStorageArea = {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
};

/**
 * The `chrome.storage.local` key under which the SDK keeps the client JWT, the one long-lived secret
 * this extension holds.
 *
 * @see https://github.com/clerk/javascript/blob/main/packages/chrome-extension/src/internal/utils/jwt-handler.ts
 */
export function clientJwtKey(frontendApiHost: string): string {
  return createKey(frontendApiHost, '__clerk_client_jwt', 'v2');
}

/**
 * Where the SDK keeps the client JWT, in the worker and in the side panel alike: `chrome.storage`,
 * except that on a development key it cannot be emptied.
 *
 * On a development key the SDK deletes the JWT whenever an answer lacks the `Clerk-Db-Jwt` header.
 * Clerk always sends it, so its absence means that something else answered (a captive portal, a
 * proxy), and obeying would sign the person out for good. A sign-out does not need the deletion:
 * it ends the sessions, and the JWT then names a client that has none. On a production key the SDK
 * deletes only when Clerk itself sends an empty `Authorization`, which is obeyed.
 *
 * @param mode of the publishable key.
 * @param onWrite told each value just before it is stored, so that the writer can later tell its
 * own changes from another context's.
 * @see https://github.com/clerk/javascript/blob/main/packages/chrome-extension/src/internal/utils/response-handler.ts
 */
export function createClientJwtStorage(
  mode: 'development' | 'production',
  onWrite: (value: string | undefined) => void = () => {},
  area: LocalStorageArea = chrome.storage.local,
): StorageCache {
  return {
    createKey,
    get: async <T>(key: string) => ((await area.get(key))[key] as T | undefined) || undefined,
    set: (key, value) => {
      onWrite(value);
      return area.set({ [key]: value });
    },
    remove: async (key) => {
      if (mode === 'development') return;
      // Removing nothing is no change, so no event would come to be told apart.
      if ((await area.get(key))[key] === undefined) return;
      onWrite(undefined);
      await area.remove(key);
    },
  };
}

function createKey(...keys: string[]): string {
  return keys.filter(Boolean).join('|');
}
