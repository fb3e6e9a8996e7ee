import { type LocalStorageArea, readText } from '../../clerk/client-jwt-storage';

/**
 * Which changes of the web app's cookies Clerk was asked about already, so that each is asked about once: a
 * web app that goes on as somebody else writes its token every few seconds, and each time wakes the worker.
 */
export type FollowedChanges = {
  /**
   * Refreshes, unless the last value by that name is this one, here or in an earlier life of the worker.
   *
   * @param value `''` where there is nothing to ask about, which ends what was asked about before.
   */
  follow(name: string, value: string): Promise<void>;
};

/**
 * In this life a change counts as followed as soon as Clerk is asked: whoever asks tries again by itself
 * where that failed. The next life is told only of what Clerk has answered. What is stored goes with the rest
 * of the area when the device is forgotten.
 *
 * @param refresh asks Clerk; resolves to whether it has answered, and never rejects.
 */
export function createFollowedChanges(
  refresh: () => Promise<boolean>,
  area: LocalStorageArea,
): FollowedChanges {
  const followed = new Map<string, string>();

  return {
    async follow(name, value) {
      const key = `sync-host:${name}`;
      if (!followed.has(name)) {
        const stored = await readText(area, key).catch(() => undefined);
        // A change just before this one may have set it meanwhile.
        if (!followed.has(name)) followed.set(name, stored ?? '');
      }
      if (followed.get(name) === value) return;
      followed.set(name, value);
      // First, for a worker that dies over the answer must not leave the old value.
      const removed = area.remove(key).catch(() => {});
      if (value === '' || !(await refresh())) return;
      await removed;
      if (followed.get(name) === value) await area.set({ [key]: value }).catch(() => {});
    },
  };
}
