import { createGrantedSites, type GrantedSites, type SitesApi } from '../../site/granted-sites';

type Events = {
  permissions: Pick<typeof chrome.permissions, 'onRemoved'>;
  runtime: Pick<typeof chrome.runtime, 'onInstalled'>;
};

/**
 * The granted sites, kept true: Chrome forgets registered content scripts at an update, and a person
 * may take a permission away outside our popup. Called in the worker's first turn.
 */
export function followGrantedSites(
  api: SitesApi & Events,
  report: (error: unknown) => void,
): GrantedSites {
  const sites = createGrantedSites(api);
  const reconcile = () => void sites.reconcile().catch(report);
  api.runtime.onInstalled.addListener(reconcile);
  api.permissions.onRemoved.addListener(reconcile);
  return sites;
}
