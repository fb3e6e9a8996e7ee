import { createGrantedSites, type GrantedSites, type SitesApi } from '../../site/granted-sites';
import { createPendingGrant, type PendingGrantApi } from '../../site/pending-grant';

type Events = {
  permissions: Pick<typeof chrome.permissions, 'onAdded' | 'onRemoved'>;
  runtime: Pick<typeof chrome.runtime, 'onInstalled'>;
};

/**
 * The granted sites, kept true: Chrome forgets registered content scripts at an update, a person may
 * take a permission away outside our popup, and one they give arrives when the popup has closed under
 * Chrome's question. Called in the worker's first turn.
 */
export function followGrantedSites(
  api: SitesApi & PendingGrantApi & Events,
  report: (error: unknown) => void,
): GrantedSites {
  const sites = createGrantedSites(api);
  const pending = createPendingGrant(api, sites);
  const reconcile = () => void sites.reconcile().catch(report);
  api.runtime.onInstalled.addListener(reconcile);
  api.permissions.onRemoved.addListener(reconcile);
  api.permissions.onAdded.addListener(() => void pending.complete().catch(report));
  return sites;
}
