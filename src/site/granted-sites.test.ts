import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createGrantedSites,
  type Exclusively,
  grantableOrigin,
  originPattern,
  revokeEverySite,
  revokeSite,
  type SitesApi,
} from './granted-sites';

const SITE = 'https://site.example';
const OTHER = 'https://other.example';

let permitted: Set<string>;
let mayCloseStorage: boolean;
let scripts: chrome.scripting.RegisteredContentScript[];
let api: SitesApi;
let exclusively: Exclusively;
let sites: ReturnType<typeof createGrantedSites>;

beforeEach(() => {
  permitted = new Set([originPattern(SITE), originPattern(OTHER)]);
  scripts = [];
  mayCloseStorage = true;
  const stored: Record<string, unknown> = {};
  const setAccessLevel = async () => {
    if (!mayCloseStorage) throw new Error('Only available for session.');
  };
  api = {
    storage: {
      local: {
        get: async (key: string) => ({ [key]: stored[key] }),
        set: async (items: object) => void Object.assign(stored, items),
        setAccessLevel,
      },
      session: { setAccessLevel },
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
    const run = last.then(task);
    last = run.catch(() => {});
    return run;
  };
  sites = createGrantedSites(api, exclusively);
});

const matches = () => scripts.flatMap((script) => script.matches ?? []);

describe('granted sites', () => {
  it('are none at first, permitted or not', async () => {
    expect(await sites.isGranted(SITE)).toBe(false);
  });

  it('stay removed when the worker reconciles at the same time', async () => {
    await sites.add(SITE);
    await sites.add(OTHER);
    permitted.delete(originPattern(OTHER));
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
            one === originPattern(OTHER)
              ? slow()
              : api.permissions.contains({ origins: [one] })) as never,
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

  it('are the added origins only', async () => {
    await sites.add(SITE);
    await sites.add(SITE);
    expect([await sites.isGranted(SITE), await sites.isGranted(OTHER)]).toEqual([true, false]);
    expect(await sites.list()).toEqual([SITE]);
    expect(matches()).toEqual([originPattern(SITE)]);
    expect(scripts[0]).toMatchObject({ allFrames: false, world: 'ISOLATED' });
    await sites.remove(SITE);
    expect(await sites.isGranted(SITE)).toBe(false);
    expect(matches()).toEqual([]);
  });

  it('end with their permission, and do not return with it', async () => {
    await sites.add(SITE);
    await sites.add(OTHER);
    permitted.delete(originPattern(SITE));
    expect(await sites.isGranted(SITE)).toBe(false);
    expect(await sites.list()).toEqual([OTHER]);
    await sites.reconcile();
    expect(matches()).toEqual([originPattern(OTHER)]);
    permitted.add(originPattern(SITE));
    expect(await sites.isGranted(SITE)).toBe(false);
  });

  it('leave other registered scripts alone', async () => {
    scripts = [{ id: 'mine', js: ['mine.js'], matches: ['https://mine.example/*'] }];
    await sites.reconcile();
    expect(matches()).toEqual(['https://mine.example/*']);
  });

  it('are none, and have no script, where content scripts could read the storage', async () => {
    await sites.add(SITE);
    mayCloseStorage = false;
    const restarted = createGrantedSites(api, exclusively);
    expect(await restarted.isGranted(SITE)).toBe(false);
    await restarted.reconcile();
    expect(matches()).toEqual([]);
    await expect(restarted.add(OTHER)).rejects.toThrow('read the storage');
    expect(matches()).toEqual([]);

    mayCloseStorage = true;
    await restarted.reconcile();
    expect(await restarted.isGranted(SITE)).toBe(true);
    expect(await restarted.isGranted(OTHER)).toBe(false);
    expect(matches()).toEqual([originPattern(SITE)]);
  });

  it('mean one origin, with its port, to permission, registered script and router', async () => {
    const host = fc.constantFrom('site.example', 'www.site.example', 'localhost', '127.0.0.1');
    const site = fc
      .tuple(fc.constantFrom('https', 'http'), host, fc.option(fc.integer({ min: 1, max: 65_535 })))
      .map(([scheme, name, port]) => `${scheme}://${name}${port === null ? '' : `:${port}`}`);
    const near = fc
      .tuple(site, fc.constantFrom('', ':443', ':80', ':8443'))
      .map(([other, port]) => new URL(other.replace(/:\d+$/, '') + port).origin);
    await fc.assert(
      fc.asyncProperty(site, fc.oneof(site, near), async (granted, visited) => {
        const origin = new URL(granted).origin;
        const other = new URL(visited).origin;
        permitted = new Set([originPattern(origin)]);
        await sites.add(origin);
        const [pattern = ''] = matches();
        expect(matchesPattern(pattern, other)).toBe(other === origin);
        expect(await sites.isGranted(other)).toBe(other === origin);
        await sites.remove(origin);
      }),
    );
  });

  it('replace a script that was registered for every port of its host', async () => {
    await sites.add(SITE);
    scripts = scripts.map((script) => ({ ...script, matches: [`${SITE}/*`] }));
    await sites.reconcile();
    expect(matches()).toEqual([originPattern(SITE)]);
  });

  it('get their scripts back after an update', async () => {
    await sites.add(SITE);
    scripts = [];
    await sites.reconcile();
    expect(matches()).toEqual([originPattern(SITE)]);
  });
});

/** As Chrome matches a pattern: without a port, every port. */
function matchesPattern(pattern: string, origin: string): boolean {
  const [, scheme, host, port] = /^(\w+):\/\/([^/:]+)(?::(\d+))?\/\*$/.exec(pattern) ?? [];
  const url = new URL(origin);
  const urlPort = url.port || (url.protocol === 'https:' ? '443' : '80');
  return (
    url.protocol === `${scheme}:` &&
    url.hostname === host &&
    (port === undefined || port === urlPort)
  );
}

describe('originPattern', () => {
  it.each([
    ['https://site.example', 'https://site.example:443/*'],
    ['https://site.example:8443', 'https://site.example:8443/*'],
    ['http://localhost', 'http://localhost:80/*'],
    ['http://localhost:3000', 'http://localhost:3000/*'],
  ])('of %s is %s', (origin, pattern) => expect(originPattern(origin)).toBe(pattern));
});

describe('grantableOrigin', () => {
  it.each([
    ['https://site.example/a?b', SITE],
    ['http://localhost:3000/', 'http://localhost:3000'],
    ['http://site.example/', null],
    ['chrome://settings', null],
    ['file:///etc/passwd', null],
    // Every site below, or every site at all, once it is in a pattern.
    ['https://*.example/', null],
    ['https://*/', null],
    [undefined, null],
  ])('of %s is %s', (url, origin) => expect(grantableOrigin(url)).toBe(origin));
});

/** Chrome's methods also take callbacks, which nothing here does. */
const apiWith = (permissions: object) => ({
  permissions: permissions as typeof chrome.permissions,
});

it('takes a site off the list, though Chrome may keep its permission', async () => {
  const removed: string[] = [];
  const permissions = { remove: () => Promise.reject(new Error('required')) };
  const sites = { remove: async (origin: string) => void removed.push(origin) };
  await revokeSite(apiWith(permissions), sites, 'https://site.example');
  expect(removed).toEqual(['https://site.example']);
});

it('takes all sites back, and what Chrome permits beyond the list', async () => {
  const required = 'https://clerk.example/*';
  permitted.add(required);
  const permissions = {
    getAll: async () => ({ origins: [...permitted] }),
    remove: async ({ origins: [one = ''] = [] }: chrome.permissions.Permissions) => {
      if (one === required) throw new Error('You cannot remove required permissions.');
      return permitted.delete(one);
    },
  };
  await sites.add(SITE);
  await revokeEverySite(apiWith(permissions), sites);
  expect([...permitted]).toEqual([required]);
  expect(matches()).toEqual([]);
  permitted.add(originPattern(SITE));
  expect(await sites.isGranted(SITE)).toBe(false);
});
