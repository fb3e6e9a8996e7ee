import { createGrantedSites, originPattern, type SitesApi } from '../../site/granted-sites';

/** Registering takes milliseconds. */
const REGISTERED_WITHIN_MS = 5_000;

/**
 * Reloads the tabs of granted sites, whose content scripts are of the extension as it was, once Chrome has
 * those of the extension as it is: it forgets them with a reload, and the worker registers them anew.
 */
export async function reloadSites(
  api: SitesApi & { tabs: Pick<typeof chrome.tabs, 'query' | 'reload'> },
): Promise<void> {
  const origins = await createGrantedSites(api).list();
  const patterns = origins.map(originPattern);
  const isRegistered = async () => {
    const scripts = await api.scripting.getRegisteredContentScripts();
    const registered = scripts.flatMap(({ matches = [] }) => matches);
    return patterns.every((pattern) => registered.includes(pattern));
  };
  const start = performance.now();
  while (!(await isRegistered()) && performance.now() - start < REGISTERED_WITHIN_MS) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (const { id } of patterns.length > 0 ? await api.tabs.query({ url: patterns }) : []) {
    if (id !== undefined) await api.tabs.reload(id);
  }
}
