import { useEffect, useState } from 'react';
import { t } from '../i18n/t';
import {
  createGrantedSites,
  grantableOrigin,
  originPattern,
  revokeSite,
} from '../site/granted-sites';
import { createPendingGrant, type SiteInTab } from '../site/pending-grant';
import { Button } from '../ui/button';
import { CallErrorNotice } from '../ui/error-notice';
import { tNodes } from '../ui/t-nodes';
import { useAction } from '../ui/use-action';

type Site = SiteInTab & { granted: boolean };

const sites = createGrantedSites(chrome);
const pending = createPendingGrant(chrome, sites);

/** Lets the extension act for the person on the site this popup was opened on, or no longer. */
export function SiteAccess() {
  const site = useSiteUnderPopup();
  const { run, busy, error } = useAction(async () => {
    if (site === null) return;
    await (site.granted ? revokeSite(chrome, sites, site.origin) : grant(site));
  });
  if (site === null) return null;
  const { host } = new URL(site.origin);
  return (
    <section className="site-access" aria-label={t('sitesThisSite')}>
      <p>{tNodes(site.granted ? 'sitesUsedOn' : 'sitesNotUsedOn', { host: <b>{host}</b> })}</p>
      <p className="muted">
        {site.granted ? t('sitesUsedAbout') : t('sitesNotUsedAbout', { host })}
      </p>
      <Button onClick={run} busy={busy}>
        {t(site.granted ? 'sitesStopUsing' : 'sitesUse')}
      </Button>
      {error && <CallErrorNotice error={error} onRetry={run} retrying={busy} />}
    </section>
  );
}

/** The site of the tab under the popup, and whether it is granted, now and whenever that changes. */
function useSiteUnderPopup(): Site | null {
  const [site, setSite] = useState<Site | null>(null);
  useEffect(() => {
    let closed = false;
    const read = () => {
      readSite().then(
        (current) => {
          if (!closed) setSite(current);
        },
        () => {
          // The tab is closing. Without it there is no site.
        },
      );
    };
    read();
    // The worker may complete a grant while the popup is open.
    chrome.storage.local.onChanged.addListener(read);
    return () => {
      closed = true;
      chrome.storage.local.onChanged.removeListener(read);
    };
  }, []);
  return site;
}

async function readSite(): Promise<Site | null> {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  const origin = grantableOrigin(tab?.url);
  if (tab?.id === undefined || origin === null) return null;
  return { tabId: tab.id, origin, granted: await sites.isGranted(origin) };
}

/**
 * Chrome asks the person, unless it has the permission already, and the popup closes under that
 * question: what it was for is stored first, for the worker to complete.
 */
async function grant({ tabId, origin }: Site): Promise<void> {
  const remembered = pending.remember({ tabId, origin });
  // In the turn of the press, which Chrome insists on. Storage is written before anybody can answer.
  const granted = await chrome.permissions.request({ origins: [originPattern(origin)] });
  await remembered;
  await (granted ? pending.complete() : pending.forget());
}
