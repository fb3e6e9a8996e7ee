import { useEffect, useState } from 'react';
import { t } from '../i18n/t';
import { revokeSite } from '../site/granted-sites';
import { Button } from '../ui/button';
import { CallErrorNotice } from '../ui/error-notice';
import { useAction } from '../ui/use-action';
import { sites } from './sites';

/** The sites on which a person lets the extension act for them, each a press away from its end. */
export function SiteList() {
  const origins = useGrantedSites();
  if (!origins) return null;
  if (origins.length === 0) {
    return <p className="muted">{t('sitesNone')}</p>;
  }
  return (
    <>
      <p className="muted">{t('sitesSome')}</p>
      <ul className="options-list">
        {origins.map((origin) => (
          <GrantedSite key={origin} origin={origin} />
        ))}
      </ul>
    </>
  );
}

function GrantedSite({ origin }: { origin: string }) {
  const { run, busy, error } = useAction(() => revokeSite(chrome, sites, origin));
  const { protocol, host } = new URL(origin);
  return (
    <li>
      <b>{protocol === 'https:' ? host : origin}</b>
      <Button onClick={run} busy={busy} aria-label={t('sitesStopOn', { host })}>
        {t('sitesStop')}
      </Button>
      {error && <CallErrorNotice error={error} onRetry={run} retrying={busy} />}
    </li>
  );
}

/** The granted sites, now and whenever that changes. `null` until they are known. */
function useGrantedSites(): readonly string[] | null {
  const [origins, setOrigins] = useState<readonly string[] | null>(null);
  useEffect(() => {
    let left = false;
    const read = () => {
      void sites.list().then((current) => {
        if (!left) setOrigins(current);
      });
    };
    read();
    chrome.storage.local.onChanged.addListener(read);
    chrome.permissions.onRemoved.addListener(read);
    return () => {
      left = true;
      chrome.storage.local.onChanged.removeListener(read);
      chrome.permissions.onRemoved.removeListener(read);
    };
  }, []);
  return origins;
}
