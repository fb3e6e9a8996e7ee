/** Where the pages are kept while the extension is down, which empties `storage.session`. */
const KEY = 'dev-open-pages';

/**
 * How many side panels a reload has closed, in `storage.local`. Chrome opens one at a person's press only, and
 * `npm run dev` can press: it opens them again, and then removes this.
 */
export const CLOSED_PANELS = 'dev-closed-panels';

/** The part of `chrome` this stands on. */
export type ReloadApi = {
  action: Pick<typeof chrome.action, 'openPopup'>;
  runtime: Pick<typeof chrome.runtime, 'getContexts' | 'reload'>;
  storage: { local: Pick<chrome.storage.StorageArea, 'get' | 'remove' | 'set'> };
  tabs: Pick<typeof chrome.tabs, 'create' | 'get' | 'query' | 'remove'>;
};

type Page = { url: string; windowId: number; index: number; active: boolean };

type Kept = { pages: Page[]; placeholders: number[]; hasPopup: boolean };

/**
 * Has a reload of the extension, by which Chrome closes all its pages, open its tabs again where they were,
 * and the popup. Chrome updates the worker of an unpacked extension in no other way.
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
  const opened: OpenedTabs = new Map();
  let isReloading = false;
  let restored: Promise<unknown> = Promise.resolve();
  // CRXJS calls it as soon as the dev server says so, and at times twice for one change.
  api.runtime.reload = () => {
    if (isReloading) return;
    isReloading = true;
    void restored
      .then(() => keep(api, opened))
      .catch(onError)
      .then(() => reload());
  };
  // No earlier: before it, a page is answered by a placeholder of CRXJS's.
  worker.addEventListener('activate', () => {
    restored = restore(api, opened, { isReloading: () => isReloading, onError })
      .then((hasRestored) => {
        // Nothing that a reload has to wait for.
        if (hasRestored) onRestored().catch(onError);
      })
      .catch(onError);
  });
}

/** The tabs that this life of the worker has opened, by their ids. */
type OpenedTabs = Map<number, Page>;

async function keep(api: ReloadApi, opened: OpenedTabs): Promise<void> {
  const { runtime, storage, tabs } = api;
  // First, for one that is loaded in between is a context then.
  const loading = await loadingTabs(api, opened);
  const contexts = await runtime.getContexts({});
  for (const { tabId } of contexts) loading.delete(tabId);
  const panels = contexts.filter(({ contextType }) => contextType === 'SIDE_PANEL').length;
  if (panels > 0) await storage.local.set({ [CLOSED_PANELS]: panels });
  // A reload that comes while pages are still being opened: the list knows those that are to come.
  if ((await keptBy(storage)) === undefined) {
    const loaded = contexts
      .filter(({ contextType, frameId }) => contextType === 'TAB' && frameId === 0)
      .map(async ({ documentUrl = '', tabId }): Promise<Page[]> => {
        const tab = await openTab(api, tabId);
        if (!tab) return [];
        const { windowId, index, active } = tab;
        return [{ url: documentUrl, windowId, index, active }];
      });
    const pages = [...(await Promise.all(loaded)).flat(), ...loading.values()];
    const placeholders = await holdWindows(api, pages);
    const hasPopup = contexts.some(({ contextType }) => contextType === 'POPUP');
    const kept: Kept = { pages, placeholders, hasPopup };
    await storage.local.set({ [KEY]: kept });
  }
  // Chrome closes only what has loaded.
  await tabs.remove([...loading.keys()]);
}

/** The tab, unless it has been closed. */
const openTab = ({ tabs }: ReloadApi, id: number) => tabs.get(id).catch(() => undefined);

/** Those of these tabs that are still to load, and so are no context of the extension's yet. */
async function loadingTabs(api: ReloadApi, opened: OpenedTabs): Promise<OpenedTabs> {
  const loading: OpenedTabs = new Map();
  for (const [id, { url }] of opened) {
    const tab = await openTab(api, id);
    if (tab?.status !== 'loading') continue;
    loading.set(id, { url, windowId: tab.windowId, index: tab.index, active: tab.active });
  }
  return loading;
}

/** Opens a tab in each window that has none but these: a window goes with its last tab, and Chrome with all. */
async function holdWindows({ tabs }: ReloadApi, pages: Page[]): Promise<number[]> {
  const placeholders: number[] = [];
  for (const windowId of new Set(pages.map((page) => page.windowId))) {
    const all = await tabs.query({ windowId });
    if (all.some(({ index }) => !pages.some((page) => isAt(page, windowId, index)))) continue;
    const { id } = await tabs.create({ windowId, url: 'about:blank', active: false });
    if (id !== undefined) placeholders.push(id);
  }
  return placeholders;
}

const isAt = (page: Page, windowId: number, index: number) =>
  page.windowId === windowId && page.index === index;

/** Opens what was kept, up to the next reload. Resolves to whether that was all. */
async function restore(
  { action, storage, tabs }: ReloadApi,
  opened: OpenedTabs,
  { isReloading, onError }: { isReloading: () => boolean; onError: (error: unknown) => void },
): Promise<boolean> {
  const kept = await keptBy(storage);
  if (!kept) return false;
  // In their order, so that each finds those to its left in their places. A window may be gone meanwhile.
  for (const page of kept.pages.sort((a, b) => a.index - b.index)) {
    // It counts on the list.
    if (isReloading()) return false;
    const tab = await tabs.create(page).catch(onError);
    if (tab?.id !== undefined) opened.set(tab.id, page);
  }
  await tabs.remove(kept.placeholders).catch(onError);
  await storage.local.remove(KEY);
  // Chrome shows it in a window that has the focus, and in no other.
  if (kept.hasPopup) await action.openPopup().catch(() => {});
  return true;
}

async function keptBy(storage: ReloadApi['storage']): Promise<Kept | undefined> {
  return (await storage.local.get<{ [KEY]?: Kept }>(KEY))[KEY];
}
