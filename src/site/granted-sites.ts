import { CONTENT_SCRIPT_FILE } from './content-script-file';

const KEY = 'granted-sites';

/** The part of `chrome` this stands on. */
export type SitesApi = {
  storage: { local: Pick<chrome.storage.StorageArea, 'get' | 'set'> };
  permissions: Pick<typeof chrome.permissions, 'contains'>;
  scripting: Pick<
    typeof chrome.scripting,
    'getRegisteredContentScripts' | 'registerContentScripts' | 'unregisterContentScripts'
  >;
};

/**
 * The origins on which the person lets the extension act for them. One counts only while both hold:
 * it is on the list, to which the popup alone adds, at a press of its button, and Chrome says the host
 * permission is there. The registered content scripts follow from that.
 */
export type GrantedSites = {
  /** Whether this origin may act for the person now. Asks Chrome each time. */
  isGranted(origin: string): Promise<boolean>;
  /** Puts the origin on the list and its content script into every later load of its documents. */
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
  async function list(): Promise<string[]> {
    const stored: unknown = (await api.storage.local.get(KEY))[KEY];
    return Array.isArray(stored) ? stored.filter((origin) => typeof origin === 'string') : [];
  }

  const isPermitted = (origin: string) =>
    api.permissions.contains({ origins: [originPattern(origin)] });

  async function reconcile(): Promise<void> {
    const listed = await list();
    const permitted = await Promise.all(listed.map(isPermitted));
    const kept = listed.filter((_origin, index) => permitted[index]);
    if (kept.length < listed.length) await api.storage.local.set({ [KEY]: kept });
    const all = await api.scripting.getRegisteredContentScripts();
    const registered = all.map(({ id }) => id).filter((id) => id.startsWith(SCRIPT_ID));
    const wanted = new Map(kept.map((origin) => [scriptId(origin), origin]));
    const gone = registered.filter((id) => !wanted.has(id));
    if (gone.length > 0) await api.scripting.unregisterContentScripts({ ids: gone });
    const missing = kept.filter((origin) => !registered.includes(scriptId(origin)));
    if (missing.length > 0) await api.scripting.registerContentScripts(missing.map(toScript));
  }

  return {
    async isGranted(origin) {
      return (await list()).includes(origin) && (await isPermitted(origin));
    },
    add: (origin) =>
      exclusively(async () => {
        await api.storage.local.set({ [KEY]: [...new Set([...(await list()), origin])] });
        await reconcile();
      }),
    remove: (origin) =>
      exclusively(async () => {
        await api.storage.local.set({ [KEY]: (await list()).filter((other) => other !== origin) });
        await reconcile();
      }),
    reconcile: () => exclusively(reconcile),
  };
}

/** The pattern that matches this origin's documents and no other's. */
export function originPattern(origin: string): string {
  return `${origin}/*`;
}

/** The origin of a document that a person may grant; `null` for `chrome:`, `file:` and the like. */
export function grantableOrigin(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, hostname, origin } = new URL(url);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1';
  return protocol === 'https:' || (protocol === 'http:' && isLocal) ? origin : null;
}

/** What the ids of the scripts registered here begin with; others are left alone. */
const SCRIPT_ID = 'site ';
const scriptId = (origin: string) => SCRIPT_ID + origin;

function toScript(origin: string): chrome.scripting.RegisteredContentScript {
  return {
    id: scriptId(origin),
    matches: [originPattern(origin)],
    js: [CONTENT_SCRIPT_FILE],
    runAt: 'document_idle',
    world: 'ISOLATED',
    allFrames: false,
    persistAcrossSessions: true,
  };
}
