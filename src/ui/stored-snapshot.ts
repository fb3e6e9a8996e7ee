import { KnownSession, SNAPSHOT_KEY } from '../auth/session-snapshot';

/**
 * The session as the worker last stored it, which is what the worker would say first; `undefined` when
 * nothing is stored, or it is not of this version's shape.
 */
export async function readStoredSnapshot(
  area: Pick<chrome.storage.StorageArea, 'get'> = chrome.storage.session,
): Promise<KnownSession | undefined> {
  return KnownSession.safeParse((await area.get(SNAPSHOT_KEY))[SNAPSHOT_KEY]).data;
}
