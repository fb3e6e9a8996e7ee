import { beforeEach, describe, expect, it } from 'vitest';
import {
  createGrantedSites,
  type Exclusively,
  grantableOrigin,
  type SitesApi,
} from './granted-sites';

const SITE = 'https://site.example';
const OTHER = 'https://other.example';

let permitted: Set<string>;
let scripts: chrome.scripting.RegisteredContentScript[];
let api: SitesApi;
let exclusively: Exclusively;
let sites: ReturnType<typeof createGrantedSites>;

beforeEach(() => {
  permitted = new Set([`${SITE}/*`, `${OTHER}/*`]);
  scripts = [];
  const stored: Record<string, unknown> = {};
  api = {
    storage: {
      local: {
        get: async (key: string) => ({ [key]: stored[key] }),
        set: async (items: object) => void Object.assign(stored, items),
      },
    },
    permissions: {
      contains: async ({ origins = [] }) => origins.every((one) => permitted.has(one)),
    },
    scripting: {
      getRegisteredContentScripts: async () => scripts,
      registerContentScripts: async (added: typeof scripts) => void scripts.push(...added),
      unregisterContentScripts: async ({ ids = [] }: { ids?: string[] } = {}) => {
        scripts = scripts.filter(({ id }) => !ids.includes(id));
      },
    },
  } as unknown as SitesApi;
  let last: Promise<void> = Promise.resolve();
  exclusively = (task) => {
    last = last.then(task);
    return last;
  };
  sites = createGrantedSites(api, exclusively);
});

const matches = () => scripts.flatMap((script) => script.matches ?? []);

describe('granted sites', () => {
  it('are none at first, permitted or not', async () => {
    expect(await sites.isGranted(SITE)).toBe(false);
  });

  it('stay removed when the worker was putting things in order meanwhile', async () => {
    await sites.add(SITE);
    await sites.add(OTHER);
    permitted.delete(`${OTHER}/*`);
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow = async () => {
      await asked;
      return false;
    };
    const worker = createGrantedSites(
      {
        ...api,
        permissions: {
          contains: (({ origins: [one = ''] = [] }: chrome.permissions.Permissions) =>
            one === `${OTHER}/*` ? slow() : api.permissions.contains({ origins: [one] })) as never,
        },
      },
      exclusively,
    );
    const reconciled = worker.reconcile();
    const removed = sites.remove(SITE);
    answer();
    await Promise.all([reconciled, removed]);
    expect(await sites.isGranted(SITE)).toBe(false);
    expect(matches()).toEqual([]);
  });

  it('are what was added, and that alone', async () => {
    await sites.add(SITE);
    await sites.add(SITE);
    expect([await sites.isGranted(SITE), await sites.isGranted(OTHER)]).toEqual([true, false]);
    expect(matches()).toEqual([`${SITE}/*`]);
    expect(scripts[0]).toMatchObject({ allFrames: false, world: 'ISOLATED' });
    await sites.remove(SITE);
    expect(await sites.isGranted(SITE)).toBe(false);
    expect(matches()).toEqual([]);
  });

  it('end at once with their permission, and do not come back by it', async () => {
    await sites.add(SITE);
    await sites.add(OTHER);
    permitted.delete(`${SITE}/*`);
    expect(await sites.isGranted(SITE)).toBe(false);
    await sites.reconcile();
    expect(matches()).toEqual([`${OTHER}/*`]);
    permitted.add(`${SITE}/*`);
    expect(await sites.isGranted(SITE)).toBe(false);
  });

  it('leave other registered scripts alone', async () => {
    scripts = [{ id: 'mine', js: ['mine.js'], matches: ['https://mine.example/*'] }];
    await sites.reconcile();
    expect(matches()).toEqual(['https://mine.example/*']);
  });

  it('get their scripts back after an update', async () => {
    await sites.add(SITE);
    scripts = [];
    await sites.reconcile();
    expect(matches()).toEqual([`${SITE}/*`]);
  });
});

describe('grantableOrigin', () => {
  it.each([
    ['https://site.example/a?b', SITE],
    ['http://localhost:3000/', 'http://localhost:3000'],
    ['http://site.example/', null],
    ['chrome://settings', null],
    ['file:///etc/passwd', null],
    [undefined, null],
  ])('of %s is %s', (url, origin) => expect(grantableOrigin(url)).toBe(origin));
});
