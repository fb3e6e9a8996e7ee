/** Where the pages are kept while the extension is down, which empties `storage.session`. */
const KEY = 'dev-open-pages';

/** The part of `chrome` this stands on. */
export type ReloadApi = {
  runtime: Pick<typeof chrome.runtime, 'getContexts' | 'reload'>;
  storage: { local: Pick<chrome.storage.StorageArea, 'get' | 'remove' | 'set'> };
  tabs: Pick<typeof chrome.tabs, 'create' | 'get' | 'query' | 'remove'>;
};

type Page = { url: string; windowId: number; index: number; active: boolean };

type Kept = { pages: Page[]; placeholders: number[] };

/**
 * Has a reload of the extension, by which Chrome closes all its tabs, open them again where they were.
 * Chrome updates the worker of an unpacked extension in no other way. Popup and side panel do not come
 * back: the one closes anyhow when one goes to one's editor, and to open the other takes a press.
 *
 * @param worker the worker's global scope; called in its first turn.
 * @param onRestored what else is to be done after such a reload.
 */
export function keepPages(
  api: ReloadApi,
  worker: { addEventListener(type: 'activate', listener: () => void): void },
  {
    onError,
    onRestored = async () => {},
  }: { onError: (error: unknown) => void; onRestored?: () => Promise<void> },
): void {
  const { reload } = api.runtime;
  let isReloading = false;
  // CRXJS calls it as soon as the dev server says so, and at times twice for one change.
  api.runtime.reload = () => {
    if (isReloading) return;
    isReloading = true;
    void keep(api)
      .catch(onError)
      .then(() => reload());
  };
  // No earlier: before it, a page is answered by a placeholder of CRXJS's.
  worker.addEventListener('activate', () => {
    restore(api, { onError, onRestored, isReloading: () => isReloading }).catch(onError);
  });
}

async function keep({ runtime, storage, tabs }: ReloadApi): Promise<void> {
  // A reload that comes while pages are still being opened: the list knows those that are to come.
  if ((await keptBy(storage)) !== undefined) return;
  const contexts = await runtime.getContexts({});
  const pages = await Promise.all(
    contexts
      .filter(({ contextType, frameId }) => contextType === 'TAB' && frameId === 0)
      .map(async ({ documentUrl = '', tabId }): Promise<Page> => {
        const { windowId, index, active } = await tabs.get(tabId);
        return { url: documentUrl, windowId, index, active };
      }),
  );
  const placeholders: number[] = [];
  for (const windowId of new Set(pages.map((page) => page.windowId))) {
    const all = await tabs.query({ windowId });
    if (all.some(({ index }) => !pages.some((page) => isAt(page, windowId, index)))) continue;
    // A window goes with its last tab, and the browser with its last window.
    const { id } = await tabs.create({ windowId, url: 'about:blank', active: false });
    if (id !== undefined) placeholders.push(id);
  }
  const kept: Kept = { pages, placeholders };
  await storage.local.set({ [KEY]: kept });
}

const isAt = (page: Page, windowId: number, index: number) =>
  page.windowId === windowId && page.index === index;

async function restore(
  { storage, tabs }: ReloadApi,
  {
    isReloading,
    onError,
    onRestored,
  }: {
    isReloading: () => boolean;
    onError: (error: unknown) => void;
    onRestored: () => Promise<void>;
  },
): Promise<void> {
  const kept = await keptBy(storage);
  if (!kept) return;
  // In their order, so that each finds those to its left in their places. A window may be gone meanwhile.
  for (const page of kept.pages.sort((a, b) => a.index - b.index)) {
    await tabs.create(page).catch(onError);
  }
  await tabs.remove(kept.placeholders).catch(onError);
  // A reload under way counts on it.
  if (!isReloading()) await storage.local.remove(KEY);
  await onRestored();
}

async function keptBy(storage: ReloadApi['storage']): Promise<Kept | undefined> {
  return (await storage.local.get<{ [KEY]?: Kept }>(KEY))[KEY];
}
