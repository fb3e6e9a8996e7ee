import { CONTENT_SCRIPT_FILE } from './content-script-file';

const KEY = 'granted-sites';

/** The part of `chrome` this stands on. */
export type SitesApi = {
  storage: {
    local: Pick<chrome.storage.StorageArea, 'get' | 'set' | 'setAccessLevel'>;
    session: Pick<chrome.storage.StorageArea, 'setAccessLevel'>;
  };
  permissions: Pick<typeof chrome.permissions, 'contains'>;
  scripting: Pick<
    typeof chrome.scripting,
    'getRegisteredContentScripts' | 'registerContentScripts' | 'unregisterContentScripts'
  >;
};

/**
 * The origins on which the user lets the extension act for them. One counts only while all three hold:
 * it is on the list, to which the popup alone adds, at a press of its button; Chrome says the host
 * permission is there; and content scripts are kept out of the extension's storage. The registered
 * content scripts follow from that.
 */
export type GrantedSites = {
  /** Every origin that may act for the user now. */
  list(): Promise<string[]>;
  /** Whether this origin may act for the user now. Asks Chrome each time. */
  isGranted(origin: string): Promise<boolean>;
  /**
   * Puts the origin on the list and its content script into every later load of its documents.
   * Rejects, and does neither, where content scripts could read the extension's storage.
   */
  add(origin: string): Promise<void>;
  /** Takes the origin off the list, and its content script away. */
  remove(origin: string): Promise<void>;
  /** Makes list and registered scripts agree with Chrome: after an update, or a lost permission. */
  reconcile(): Promise<void>;
};

/** Runs the tasks of all the extension's contexts one after another. */
export type Exclusively = (task: () => Promise<void>) => Promise<void>;

const withLock: Exclusively = (task) => navigator.locks.request(KEY, task);

/**
 * The granted sites of this extension. Popup and worker both change them, each after having read what
 * was there, so they take turns: otherwise the worker could put back what the popup has just removed.
 */
export function createGrantedSites(
  api: SitesApi,
  exclusively: Exclusively = withLock,
): GrantedSites {
  let storageClosed: Promise<boolean> | undefined;

  async function stored(): Promise<string[]> {
    const items: unknown = (await api.storage.local.get(KEY))[KEY];
    return Array.isArray(items) ? items.filter((origin) => typeof origin === 'string') : [];
  }

  const isPermitted = (origin: string) =>
    api.permissions.contains({ origins: [originPattern(origin)] });

  /** The stored list without what Chrome does not permit any more. */
  async function permittedOf(listed: string[]): Promise<string[]> {
    const permitted = await Promise.all(listed.map(isPermitted));
    return listed.filter((_origin, index) => permitted[index]);
  }

  /** Closes both storage areas to content scripts; `false` where Chrome refuses. */
  function isStorageClosed(): Promise<boolean> {
    storageClosed ??= closeStorage(api).catch(() => {
      storageClosed = undefined;
      return false;
    });
    return storageClosed;
  }

  async function reconcile(): Promise<void> {
    const listed = await stored();
    const kept = await permittedOf(listed);
    if (kept.length < listed.length) await api.storage.local.set({ [KEY]: kept });
    const wanted = (await isStorageClosed()) ? kept.map(toScript) : [];
    const all = await api.scripting.getRegisteredContentScripts();
    const ours = all.filter(({ id }) => id.startsWith(SCRIPT_ID));
    const registered = ours.filter((one) => wanted.some((script) => isSameScript(one, script)));
    const gone = ours.filter((one) => !registered.includes(one)).map(({ id }) => id);
    if (gone.length > 0) await api.scripting.unregisterContentScripts({ ids: gone });
    const missing = wanted.filter(({ id }) => !registered.some((one) => one.id === id));
    if (missing.length > 0) await api.scripting.registerContentScripts(missing);
  }

  return {
    async list() {
      const kept = await permittedOf(await stored());
      return kept.length > 0 && (await isStorageClosed()) ? kept : [];
    },
    async isGranted(origin) {
      return (
        (await stored()).includes(origin) &&
        (await isPermitted(origin)) &&
        (await isStorageClosed())
      );
    },
    add: (origin) =>
      exclusively(async () => {
        if (!(await isStorageClosed())) throw new Error('Content scripts could read the storage.');
        await api.storage.local.set({ [KEY]: [...new Set([...(await stored()), origin])] });
        await reconcile();
      }),
    remove: (origin) =>
      exclusively(async () => {
        await api.storage.local.set({
          [KEY]: (await stored()).filter((other) => other !== origin),
        });
        await reconcile();
      }),
    reconcile: () => exclusively(reconcile),
  };
}

/**
 * Both areas are open to content scripts unless told otherwise, and before 140 Chrome refuses to close
 * `local`, which holds the client JWT.
 *
 * @see https://developer.chrome.com/docs/extensions/reference/api/storage#method-StorageArea-setAccessLevel
 */
async function closeStorage({ storage: { local, session } }: SitesApi): Promise<true> {
  const accessLevel = 'TRUSTED_CONTEXTS';
  await Promise.all([local, session].map((area) => area.setAccessLevel({ accessLevel })));
  return true;
}

/**
 * The pattern that matches this origin's documents and no other's. The port is always in it, because
 * a pattern without one matches every port, and each port is a site of its own to the router.
 *
 * @see https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns
 */
export function originPattern(origin: string): string {
  const { protocol, hostname, port } = new URL(origin);
  return `${protocol}//${hostname}:${port || (protocol === 'https:' ? '443' : '80')}/*`;
}

/**
 * The origin of a document that a user may grant; `null` for `chrome:`, `file:` and the like, and for a host
 * with an asterisk, which `URL` takes and a pattern reads as every site below.
 */
export function grantableOrigin(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, hostname, origin } = new URL(url);
  if (hostname.includes('*')) return null;
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1';
  return protocol === 'https:' || (protocol === 'http:' && isLocal) ? origin : null;
}

type Script = chrome.scripting.RegisteredContentScript;

/** What the ids of the scripts registered here begin with; others are left alone. */
const SCRIPT_ID = 'site ';

function toScript(origin: string): Script {
  return {
    id: SCRIPT_ID + origin,
    matches: [originPattern(origin)],
    js: [CONTENT_SCRIPT_FILE],
    runAt: 'document_idle',
    world: 'ISOLATED',
    allFrames: false,
    persistAcrossSessions: true,
  };
}

function isSameScript(one: Script, other: Script): boolean {
  return one.id === other.id && String(one.matches) === String(other.matches);
}

/**
 * Takes every site off the list, and back all hosts that Chrome permits beyond the manifest: whoever answers
 * its question too late for the list has permitted one that is not on it.
 */
export async function revokeEverySite(
  api: { permissions: Pick<typeof chrome.permissions, 'getAll' | 'remove'> },
  sites: Pick<GrantedSites, 'list' | 'remove'>,
): Promise<void> {
  for (const origin of await sites.list()) await revokeSite(api, sites, origin);
  const { origins = [] } = await api.permissions.getAll();
  // One by one, for Chrome refuses as a whole what has one of the manifest's own in it.
  for (const one of origins) await api.permissions.remove({ origins: [one] }).catch(() => false);
}

/** Takes a site off the list, and Chrome's permission for it with that. */
export async function revokeSite(
  { permissions }: { permissions: Pick<typeof chrome.permissions, 'remove'> },
  sites: Pick<GrantedSites, 'remove'>,
  origin: string,
): Promise<void> {
  await sites.remove(origin);
  // Refused for a host the manifest requires, such as the sync host's. The list decides either way.
  await permissions.remove({ origins: [originPattern(origin)] }).catch(() => false);
}
