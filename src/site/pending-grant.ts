import { CONTENT_SCRIPT_FILE } from './content-script-file';
import { type Exclusively, type GrantedSites, originPattern } from './granted-sites';

const KEY = 'pending-grant';

/** How long a press may wait for the answer to Chrome's question. */
const LIFETIME_MS = 60_000;

/** The part of `chrome` this needs. */
export type PendingGrantApi = {
  storage: { session: Pick<chrome.storage.StorageArea, 'get' | 'set' | 'remove'> };
  permissions: Pick<typeof chrome.permissions, 'contains'>;
  tabs: Pick<typeof chrome.tabs, 'get'>;
  scripting: Pick<typeof chrome.scripting, 'executeScript'>;
};

/** A site to be used, and the tab in which the person said so. */
export type SiteInTab = { origin: string; tabId: number };

/**
 * A press of "Use on this site" that waits for the answer to Chrome's permission question. The
 * question closes the popup, so what was wanted is kept where the worker finds it, for one minute:
 * whoever is there when the permission comes completes it, once.
 */
export type PendingGrant = {
  /** Remembers what the person wants, in place of anything they wanted before. */
  remember(site: SiteInTab): Promise<void>;
  /** Forgets it: the person said no. */
  forget(): Promise<void>;
  /** Completes what is remembered, if it is not too old and Chrome has the permission. */
  complete(): Promise<void>;
};

/**
 * @param sites where a completed grant goes.
 * @param now epoch milliseconds.
 */
export function createPendingGrant(
  api: PendingGrantApi,
  sites: Pick<GrantedSites, 'add'>,
  {
    exclusively = (task) => navigator.locks.request(KEY, task),
    now = Date.now,
  }: { exclusively?: Exclusively; now?: () => number } = {},
): PendingGrant {
  const forget = () => api.storage.session.remove(KEY);

  async function read(): Promise<SiteInTab | null> {
    const stored: unknown = (await api.storage.session.get(KEY))[KEY];
    if (!isPending(stored)) return null;
    const age = now() - stored.rememberedAt;
    // Below zero the clock was set back, and nobody knows how old it is.
    return age >= 0 && age <= LIFETIME_MS ? stored : null;
  }

  /** Later loads of the site have the script by themselves; the open page needs it now. */
  async function runIn({ origin, tabId }: SiteInTab): Promise<void> {
    const { url } = await api.tabs.get(tabId);
    if (url === undefined || new URL(url).origin !== origin) return;
    await api.scripting.executeScript({ target: { tabId }, files: [CONTENT_SCRIPT_FILE] });
  }

  return {
    remember: (site) => api.storage.session.set({ [KEY]: { ...site, rememberedAt: now() } }),
    forget,
    // Popup and worker may both learn of the permission: the second one waits, and finds nothing.
    complete: () =>
      exclusively(async () => {
        const site = await read();
        if (site === null) return;
        if (!(await api.permissions.contains({ origins: [originPattern(site.origin)] }))) return;
        await forget();
        await sites.add(site.origin);
        await runIn(site);
      }),
  };
}

function isPending(stored: unknown): stored is SiteInTab & { rememberedAt: number } {
  return (
    typeof stored === 'object' &&
    stored !== null &&
    'origin' in stored &&
    typeof stored.origin === 'string' &&
    'tabId' in stored &&
    typeof stored.tabId === 'number' &&
    'rememberedAt' in stored &&
    typeof stored.rememberedAt === 'number'
  );
}
