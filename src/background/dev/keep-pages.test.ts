import { describe, expect, it, vi } from 'vitest';
import { keepPages, type ReloadApi } from './keep-pages';

type Tab = { id: number; windowId: number; index: number; active: boolean; url: string };

const page = (id: number, windowId: number, index: number): Tab => ({
  id,
  windowId,
  index,
  active: index === 0,
  url: `chrome-extension://ours/${id}.html`,
});
const site = (id: number, windowId: number, index: number): Tab => ({
  ...page(id, windowId, index),
  url: 'https://example.com/',
});

/** A browser with these tabs, whose extension can be reloaded as Chrome does it. */
function createBrowser(tabs: Tab[]) {
  let nextId = 100;
  const stored: Record<string, unknown> = {};
  const reload = vi.fn();
  const onError = vi.fn();
  const onRestored = vi.fn(async () => {});
  const api = {
    runtime: {
      getContexts: async () =>
        tabs
          .filter(({ url }) => url.startsWith('chrome-extension:'))
          .map(({ id, url }) => ({ contextType: 'TAB', frameId: 0, tabId: id, documentUrl: url })),
      reload,
    },
    storage: {
      local: {
        get: async (key: string) => (key in stored ? { [key]: stored[key] } : {}),
        set: async (items: object) => void Object.assign(stored, items),
        remove: async (key: string) => void delete stored[key],
      },
    },
    tabs: {
      get: async (id: number) => tabs.find((tab) => tab.id === id),
      query: async ({ windowId }: { windowId: number }) =>
        tabs.filter((tab) => tab.windowId === windowId),
      create: async (created: Partial<Tab>) => {
        const tab = { ...page(nextId++, 0, 99), ...created };
        tabs.push(tab);
        return tab;
      },
      remove: async (ids: number[]) => {
        tabs = tabs.filter(({ id }) => !ids.includes(id));
      },
    },
  } as unknown as ReloadApi;
  const start = () => {
    let activate = () => {};
    // Each life of the worker finds Chrome's own function again.
    api.runtime.reload = reload;
    keepPages(
      api,
      { addEventListener: (_type, listener) => (activate = listener) },
      { onError, onRestored },
    );
    return () => activate();
  };
  return {
    api,
    start,
    reload,
    onError,
    onRestored,
    stored,
    tabs: () => tabs,
    closeOurs: () => {
      tabs = tabs.filter(({ url }) => !url.startsWith('chrome-extension:'));
    },
  };
}

describe('keepPages', () => {
  it('opens the tabs again where they were, and then does what else there is to do', async () => {
    const browser = createBrowser([page(1, 7, 2), site(2, 7, 1), page(3, 7, 0)]);
    browser.start();
    browser.api.runtime.reload();
    await vi.waitFor(() => expect(browser.reload).toHaveBeenCalledExactlyOnceWith());
    browser.closeOurs();

    browser.start()();
    await vi.waitFor(() => expect(browser.onRestored).toHaveBeenCalledOnce());
    expect(browser.tabs().map(({ url, index, active }) => [url, index, active])).toEqual([
      ['https://example.com/', 1, false],
      ['chrome-extension://ours/3.html', 0, true],
      ['chrome-extension://ours/1.html', 2, false],
    ]);
    expect(browser.stored).toEqual({});
    expect(browser.onError).not.toHaveBeenCalled();
  });

  it('loses no tab where the next reload comes before all are open again', async () => {
    const browser = createBrowser([page(1, 7, 0), page(2, 7, 1)]);
    browser.start();
    browser.api.runtime.reload();
    await vi.waitFor(() => expect(browser.reload).toHaveBeenCalledTimes(1));
    browser.closeOurs();

    const { create } = browser.api.tabs;
    browser.api.tabs.create = vi.fn((tab) =>
      tab.index === 0 ? create(tab) : new Promise<never>(() => {}),
    );
    browser.start()();
    await vi.waitFor(() => expect(browser.api.tabs.create).toHaveBeenCalledTimes(2));
    browser.api.runtime.reload();
    await vi.waitFor(() => expect(browser.reload).toHaveBeenCalledTimes(2));
    browser.closeOurs();

    browser.api.tabs.create = create;
    browser.start()();
    await vi.waitFor(() => expect(browser.onRestored).toHaveBeenCalledOnce());
    expect(browser.tabs().map(({ url }) => url)).toEqual([
      'chrome-extension://ours/1.html',
      'chrome-extension://ours/2.html',
    ]);
  });

  it('keeps a window open that has no other tab', async () => {
    const browser = createBrowser([page(1, 7, 0)]);
    browser.start();
    browser.api.runtime.reload();
    await vi.waitFor(() => expect(browser.reload).toHaveBeenCalled());
    browser.closeOurs();
    expect(browser.tabs()).toMatchObject([{ windowId: 7, url: 'about:blank', active: false }]);

    browser.start()();
    await vi.waitFor(() => expect(browser.onRestored).toHaveBeenCalled());
    expect(browser.tabs().map(({ url }) => url)).toEqual(['chrome-extension://ours/1.html']);
  });

  it('reloads once when it is told twice, and even if it cannot keep them', async () => {
    const browser = createBrowser([page(1, 7, 0)]);
    browser.api.tabs.get = () => Promise.reject(new Error('No tab with id: 1.'));
    browser.start();
    browser.api.runtime.reload();
    browser.api.runtime.reload();
    await vi.waitFor(() => expect(browser.reload).toHaveBeenCalledExactlyOnceWith());
    expect(browser.onError).toHaveBeenCalledOnce();
  });

  it('does nothing after a start that no such reload came before', async () => {
    const browser = createBrowser([]);
    const get = vi.spyOn(browser.api.storage.local, 'get');
    browser.start()();
    await vi.waitFor(() => expect(get).toHaveBeenCalledOnce());
    await get.mock.results[0]?.value;
    expect(browser.tabs()).toEqual([]);
    expect(browser.onRestored).not.toHaveBeenCalled();
  });
});
