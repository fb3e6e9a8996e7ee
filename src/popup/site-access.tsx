import { useEffect, useState } from 'react';
import { CONTENT_SCRIPT_FILE } from '../site/content-script-file';
import { createGrantedSites, grantableOrigin, originPattern } from '../site/granted-sites';
import { Button } from '../ui/button';
import { CallErrorNotice } from '../ui/error-notice';
import { useAction } from '../ui/use-action';
import './site-access.css';

type Site = { tabId: number; origin: string; granted: boolean };

const sites = createGrantedSites(chrome);

/** Lets the extension act for the person on the site this popup was opened on, or no longer. */
export function SiteAccess() {
  const [site, setSite] = useState<Site | null>(null);
  const look = async () => setSite(await currentSite());
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the tab under the popup stays.
  useEffect(() => void look(), []);
  const { run, busy, error } = useAction(async () => {
    if (site === null) return;
    await (site.granted ? remove(site) : grant(site));
    await look();
  });
  if (site === null) return null;
  return (
    <section className="site-access" aria-label="This site">
      <p className="muted">
        {site.granted ? 'Used on ' : 'Not used on '}
        <b>{new URL(site.origin).host}</b>
      </p>
      <Button onClick={run} busy={busy}>
        {site.granted ? 'Stop using on this site' : 'Use on this site'}
      </Button>
      {error && <CallErrorNotice error={error} onRetry={run} retrying={busy} />}
    </section>
  );
}

async function currentSite(): Promise<Site | null> {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  const origin = grantableOrigin(tab?.url);
  if (tab?.id === undefined || origin === null) return null;
  return { tabId: tab.id, origin, granted: await sites.isGranted(origin) };
}

// Chrome asks the person, unless the permission is there already, and only at a press. The popup may
// close under that question: the second press finds the permission there.
async function grant({ tabId, origin }: Site): Promise<void> {
  if (!(await chrome.permissions.request({ origins: [originPattern(origin)] }))) return;
  await sites.add(origin);
  await chrome.scripting.executeScript({ target: { tabId }, files: [CONTENT_SCRIPT_FILE] });
}

async function remove({ origin }: Site): Promise<void> {
  await sites.remove(origin);
  // Refused for a host the manifest requires, such as the sync host's. The list decides either way.
  await chrome.permissions.remove({ origins: [originPattern(origin)] }).catch(() => false);
}
