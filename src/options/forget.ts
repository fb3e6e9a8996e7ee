import { clearClientJwtStorage, type WithLock, withWebLock } from '../clerk/client-jwt-storage';
import { UPDATE_READY_KEY } from '../config/update-ready';

/** The part of `chrome` this needs. */
export type ForgetApi = {
  storage: {
    local: Pick<chrome.storage.StorageArea, 'clear'>;
    session: {
      get(key: string): Promise<Record<string, unknown>>;
      set(items: Record<string, unknown>): Promise<void>;
      clear(): Promise<void>;
    };
  };
};

/**
 * Empties all that the extension keeps in this browser: the key of the sign-in, what the worker keeps in
 * memory, and what pages keep. The worker sees the key go and then knows, without asking anybody, that
 * nobody is signed in; other open pages load anew. Where a synced web app shares its sign-in, the worker
 * follows that again instead.
 *
 * It ends no session at Clerk: sign out first.
 *
 * @param takeBack what must be undone before the record of it goes, such as permissions.
 */
export async function forgetDevice(
  api: ForgetApi,
  takeBack: () => Promise<void>,
  pages: Pick<Storage, 'setItem' | 'clear'> = localStorage,
  withLock: WithLock = withWebLock,
): Promise<void> {
  await takeBack();
  await clearClientJwtStorage(api.storage.local, withLock);
  // That an update waits says nothing of anybody, and Chrome does not tell it again.
  const update = await api.storage.session.get(UPDATE_READY_KEY);
  await api.storage.session.clear();
  await api.storage.session.set(update);
  // Chrome tells other pages that it was cleared only if there was something in it.
  pages.setItem('forgotten', '');
  pages.clear();
}
