import { clearClientJwtStorage, type WithLock, withWebLock } from '../clerk/client-jwt-storage';
import { type GrantedSites, revokeSite } from '../site/granted-sites';

/** The part of `chrome` this needs. */
export type ForgetApi = {
  permissions: Pick<typeof chrome.permissions, 'remove'>;
  storage: {
    local: Pick<chrome.storage.StorageArea, 'clear'>;
    session: Pick<chrome.storage.StorageArea, 'clear'>;
  };
};

/**
 * Empties all that the extension keeps in this browser: the granted sites with their permissions, the
 * key of the sign-in, what the worker keeps in memory, and what pages keep. The worker sees the key go
 * and then knows, without asking anybody, that nobody is signed in; other open pages load anew.
 *
 * It ends no session at Clerk: sign out first.
 *
 * @param sites `null` in a build that works on no site.
 */
export async function forgetDevice(
  api: ForgetApi,
  sites: Pick<GrantedSites, 'list' | 'remove'> | null,
  pages: Pick<Storage, 'setItem' | 'clear'> = localStorage,
  withLock: WithLock = withWebLock,
): Promise<void> {
  if (sites) for (const origin of await sites.list()) await revokeSite(api, sites, origin);
  await clearClientJwtStorage(api.storage.local, withLock);
  await api.storage.session.clear();
  // Chrome tells other pages that it was cleared only if there was something in it.
  pages.setItem('forgotten', '');
  pages.clear();
}
