import { describe, expect, it, vi } from 'vitest';
import { CLOSED_PANELS, keepPages, type ReloadApi } from './keep-pages';

type Tab = {
  id: number;
  windowId: number;
  index: number;
  active: boolean;
  url: string;
  status?: string;
};

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
  const openPopup = vi.fn(async () => {});
  /** What is open beside the tabs. */
  let others: ('POPUP' | 'SIDE_PANEL')[] = [];
  const isOurs = ({ url }: Tab) => url.startsWith('chrome-extension:');
  const api = {
    action: { openPopup },
    runtime: {
      getContexts: async () => [
        ...tabs
          .filter((tab) => isOurs(tab) && tab.status !== 'loading')
          .map(({ id, url }) => ({
            contextType: 'TAB',
            frameId: 0,
            tabId: id,
            documentUrl: url,
          })),
        ...others.map((contextType) => ({ contextType })),
      ],
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
      get: async (id: number) => {
        const tab = tabs.find((one) => one.id === id);
        if (!tab) throw new Error(`No tab with id: ${id}.`);
        return tab;
      },
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
    openPopup,
    stored,
    tabs: () => tabs,
    open: (...contexts: typeof others) => {
      others = contexts;
    },
    /** What Chrome closes with the extension. */
    closeOurs: () => {
      tabs = tabs.filter((tab) => !isOurs(tab) || tab.status === 'loading');
      others = [];
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
    let answer = () => {};
    browser.api.tabs.create = vi.fn(async (tab) => {
      const created = await create(tab);
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return Object.assign(created, { status: 'loading' });
    });
    browser.start()();
    await vi.waitFor(() => expect(browser.api.tabs.create).toHaveBeenCalledOnce());
    browser.api.runtime.reload();
    await vi.waitFor(() => expect(browser.tabs()).toHaveLength(2));
    answer();
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

  it('loses no tab that has not loaded when the next reload comes, and none that went elsewhere', async () => {
    const browser = createBrowser([page(1, 7, 0), page(2, 7, 1), site(3, 7, 2)]);
    browser.start();
    browser.api.runtime.reload();
    await vi.waitFor(() => expect(browser.reload).toHaveBeenCalledTimes(1));
    browser.closeOurs();
    browser.start()();
    await vi.waitFor(() => expect(browser.onRestored).toHaveBeenCalledOnce());
    const [one, two] = browser.tabs().filter(({ url }) => url.startsWith('chrome-extension:'));
    Object.assign(one ?? {}, { status: 'loading' });
    Object.assign(two ?? {}, { status: 'complete', url: 'https://example.com/' });

    browser.api.runtime.reload();
    await vi.waitFor(() => expect(browser.reload).toHaveBeenCalledTimes(2));
    browser.closeOurs();
    browser.start()();
    await vi.waitFor(() => expect(browser.onRestored).toHaveBeenCalledTimes(2));
    expect(browser.tabs().map(({ url, index }) => [url, index])).toEqual([
      ['https://example.com/', 2],
      ['https://example.com/', 1],
      ['chrome-extension://ours/1.html', 0],
    ]);
    expect(browser.onError).not.toHaveBeenCalled();
  });

  it('keeps the other pages when one is closed while it is looked at', async () => {
    const browser = createBrowser([page(1, 7, 0), page(2, 7, 1), site(3, 7, 2)]);
    browser.start();
    const { getContexts } = browser.api.runtime;
    browser.api.runtime.getContexts = async (filter: chrome.runtime.ContextFilter) => {
      const contexts = await getContexts(filter);
      await browser.api.tabs.remove([1]);
      return contexts;
    };
    browser.api.runtime.reload();
    await vi.waitFor(() => expect(browser.reload).toHaveBeenCalledOnce());
    browser.closeOurs();
    browser.start()();
    await vi.waitFor(() => expect(browser.onRestored).toHaveBeenCalledOnce());
    expect(browser.tabs().map(({ url }) => url)).toContain('chrome-extension://ours/2.html');
    expect(browser.onError).not.toHaveBeenCalled();
  });

  it('opens a tab once that loads while it is looked for', async () => {
    const browser = createBrowser([page(1, 7, 0), page(2, 7, 1)]);
    browser.start();
    browser.api.runtime.reload();
    await vi.waitFor(() => expect(browser.reload).toHaveBeenCalledTimes(1));
    browser.closeOurs();
    browser.start()();
    await vi.waitFor(() => expect(browser.onRestored).toHaveBeenCalledOnce());
    const [one, two] = browser.tabs();
    for (const tab of browser.tabs()) Object.assign(tab, { status: 'loading' });
    const { get } = browser.api.tabs;
    browser.api.tabs.get = async (id: number) => {
      const tab = { ...(await get(id)) };
      if (id === one?.id) Object.assign(one, { status: 'complete' });
      return tab;
    };
    const { getContexts } = browser.api.runtime;
    browser.api.runtime.getContexts = async (filter: chrome.runtime.ContextFilter) => {
      const contexts = await getContexts(filter);
      Object.assign(two ?? {}, { status: 'complete' });
      return contexts;
    };

    browser.api.runtime.reload();
    await vi.waitFor(() => expect(browser.reload).toHaveBeenCalledTimes(2));
    browser.closeOurs();
    browser.start()();
    await vi.waitFor(() => expect(browser.onRestored).toHaveBeenCalledTimes(2));
    expect(browser.tabs().map(({ url }) => url)).toEqual([
      'chrome-extension://ours/1.html',
      'chrome-extension://ours/2.html',
    ]);
  });

  it('opens the popup again, if it was open and Chrome lets it, and says how many panels closed', async () => {
    const browser = createBrowser([]);
    browser.openPopup.mockRejectedValueOnce(new Error('No window has the focus.'));
    browser.open('POPUP', 'SIDE_PANEL', 'SIDE_PANEL');
    browser.start();
    for (const times of [1, 2]) {
      browser.api.runtime.reload();
      await vi.waitFor(() => expect(browser.reload).toHaveBeenCalledTimes(times));
      expect(browser.stored).toMatchObject({ [CLOSED_PANELS]: 2 });
      browser.closeOurs();
      browser.start()();
      await vi.waitFor(() => expect(browser.onRestored).toHaveBeenCalledTimes(times));
      expect(browser.openPopup).toHaveBeenCalledTimes(times);
      browser.open('POPUP');
    }
    browser.closeOurs();
    browser.api.runtime.reload();
    await vi.waitFor(() => expect(browser.reload).toHaveBeenCalledTimes(3));
    browser.start()();
    await vi.waitFor(() => expect(browser.onRestored).toHaveBeenCalledTimes(3));
    expect(browser.openPopup).toHaveBeenCalledTimes(2);
    expect(browser.onError).not.toHaveBeenCalled();
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
    browser.api.storage.local.set = () => Promise.reject(new Error('The disk is full.'));
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
