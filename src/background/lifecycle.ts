import { PAGES } from '../config/pages';
import { UPDATE_READY_KEY } from '../config/update-ready';

/** The part of `chrome` used here, so that a test can stand in for it. */
export type LifecycleApi = {
  runtime: {
    onInstalled: Pick<typeof chrome.runtime.onInstalled, 'addListener'>;
    onUpdateAvailable: Pick<typeof chrome.runtime.onUpdateAvailable, 'addListener'>;
  };
  management: Pick<typeof chrome.management, 'getSelf'>;
  tabs: { create(properties: { url: string }): Promise<unknown> };
  storage: { session: Pick<chrome.storage.StorageArea, 'set'> };
};

/**
 * Shows the first steps to whoever has just installed the extension, and tells the pages of an update
 * that waits for them to close. Called in the worker's first turn.
 */
export function followLifecycle(api: LifecycleApi, onError: (error: unknown) => void): void {
  api.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') welcome(api).catch(onError);
  });
  api.runtime.onUpdateAvailable.addListener(({ version }) => {
    api.storage.session.set({ [UPDATE_READY_KEY]: version }).catch(onError);
  });
}

/**
 * Not where the extension is loaded unpacked: that is an installation in each new profile of a developer
 * or a test, who find the page through the settings.
 */
async function welcome({ management, tabs }: LifecycleApi): Promise<void> {
  const { installType } = await management.getSelf();
  if (installType !== 'development') await tabs.create({ url: PAGES.welcome });
}
