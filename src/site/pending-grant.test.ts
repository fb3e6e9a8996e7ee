import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CONTENT_SCRIPT_FILE } from './content-script-file';
import { originPattern } from './granted-sites';
import { createPendingGrant, type PendingGrantApi } from './pending-grant';

const SITE = { origin: 'https://site.example', tabId: 7 };

let stored: Record<string, unknown>;
let permitted: Set<string>;
let tabUrl: string;
let time: number;
const add = vi.fn<(origin: string) => Promise<void>>();
const executeScript = vi.fn<(injection: object) => Promise<void>>();

beforeEach(() => {
  stored = {};
  permitted = new Set();
  tabUrl = 'https://site.example/a?b';
  time = 1_000_000;
  add.mockReset().mockResolvedValue();
  executeScript.mockReset().mockResolvedValue();
});

/** The grant as one context of the extension sees it: the popup's and the worker's share storage and lock. */
function setUp() {
  const api = {
    storage: {
      session: {
        get: async (key: string) => ({ [key]: stored[key] }),
        set: async (items: object) => void Object.assign(stored, items),
        remove: async (key: string) => {
          delete stored[key];
        },
      },
    },
    permissions: {
      contains: async ({ origins = [] }: chrome.permissions.Permissions) =>
        origins.every((one) => permitted.has(one)),
    },
    tabs: { get: async () => ({ url: tabUrl }) },
    scripting: { executeScript },
  } as unknown as PendingGrantApi;
  let last: Promise<void> = Promise.resolve();
  const exclusively = (task: () => Promise<void>) => {
    last = last.then(task);
    return last;
  };
  return createPendingGrant(api, { add }, { exclusively, now: () => time });
}

const allow = () => permitted.add(originPattern(SITE.origin));

describe('a pending grant', () => {
  it('is completed for its origin and tab once the permission is there', async () => {
    const pending = setUp();
    await pending.remember(SITE);
    allow();
    await pending.complete();
    expect(add).toHaveBeenCalledExactlyOnceWith(SITE.origin);
    expect(executeScript).toHaveBeenCalledExactlyOnceWith({
      target: { tabId: SITE.tabId },
      files: [CONTENT_SCRIPT_FILE],
    });
  });

  it('is completed once, though popup and worker both learn of the permission', async () => {
    const pending = setUp();
    await pending.remember(SITE);
    allow();
    await Promise.all([pending.complete(), pending.complete()]);
    expect(add).toHaveBeenCalledTimes(1);
    expect(executeScript).toHaveBeenCalledTimes(1);
  });

  it('waits while Chrome has no permission for its origin', async () => {
    const pending = setUp();
    await pending.remember(SITE);
    permitted.add(originPattern('https://other.example'));
    await pending.complete();
    expect(add).not.toHaveBeenCalled();
    allow();
    await pending.complete();
    expect(add).toHaveBeenCalledTimes(1);
  });

  it.each([
    [60_000, 1],
    [60_001, 0],
    // The machine's clock was set back: nobody knows how long ago the press was.
    [-1, 0],
  ])('lives a minute: %d ms later it is completed %d times', async (elapsed, times) => {
    const pending = setUp();
    await pending.remember(SITE);
    allow();
    time += elapsed;
    await pending.complete();
    expect(add).toHaveBeenCalledTimes(times);
  });

  it('is forgotten when the person says no', async () => {
    const pending = setUp();
    await pending.remember(SITE);
    await pending.forget();
    allow();
    await pending.complete();
    expect(add).not.toHaveBeenCalled();
  });

  it('is replaced by the next one', async () => {
    const pending = setUp();
    await pending.remember({ origin: 'https://other.example', tabId: 1 });
    await pending.remember(SITE);
    allow();
    permitted.add(originPattern('https://other.example'));
    await pending.complete();
    await pending.complete();
    expect(add).toHaveBeenCalledExactlyOnceWith(SITE.origin);
  });

  it('runs nothing in a tab that has gone to another site meanwhile', async () => {
    const pending = setUp();
    await pending.remember(SITE);
    allow();
    tabUrl = 'https://other.example/';
    await pending.complete();
    expect(add).toHaveBeenCalledTimes(1);
    expect(executeScript).not.toHaveBeenCalled();
  });

  it.each([null, 'x', {}, { origin: 1, tabId: 1, rememberedAt: 1 }])(
    'is nothing when storage holds %j',
    async (value) => {
      const pending = setUp();
      stored['pending-grant'] = value;
      allow();
      await pending.complete();
      expect(add).not.toHaveBeenCalled();
    },
  );
});
