import { type ComponentType, useEffect, useState } from 'react';
import { NAME } from '../config/brand';
import { env } from '../config/env';
import { t } from '../i18n/t';
import { SessionBadge } from '../ui/badge';
import { Button } from '../ui/button';
import { DemoLink } from '../ui/demo-link';
import { DeveloperNote } from '../ui/developer-note';
import { CallErrorNotice } from '../ui/error-notice';
import { SettingsIcon } from '../ui/icons';
import { UpdateNotice } from '../ui/update-notice';
import { useSession } from '../ui/use-session';
import { PanelSkeleton } from './clerk-unavailable';
import './side-panel.css';

// Most of this page's weight: it is read while React renders the frame, which paints before it runs.
const clerkPanel = import('./clerk-panel');

/**
 * Where people sign in and look after their account, beside whatever they are browsing. Chrome shows
 * the extension's name above it, so the page has no visible title of its own, and none at all beside a form's.
 */
export function SidePanel() {
  const { snapshot, error } = useSession();
  const ClerkPanel = useClerkPanel();
  return (
    <div className="panel">
      <main className="panel-main">
        <h1 className="visually-hidden">{NAME}</h1>
        <UpdateNotice />
        {error && <CallErrorNotice error={error} onRetry={() => location.reload()} />}
        {ClerkPanel ? <ClerkPanel /> : <PanelSkeleton />}
      </main>
      <footer className="panel-footer">
        <div className="panel-footer-row">
          <SessionBadge snapshot={snapshot} />
          <Button variant="quiet" onClick={() => void chrome.runtime.openOptionsPage()}>
            <SettingsIcon />
            {t('settings')}
          </Button>
        </div>
        <p className="muted">
          {t(snapshot?.status === 'signed-in' ? 'panelSignedIn' : 'panelSignedOut')}
        </p>
        {/* #region feature: demo */}
        {env.demo && <DemoLink />}
        {/* #endregion feature: demo */}
        <DeveloperNote title={t('panelHow')}>
          <p>{t('panelHowAbout')}</p>
        </DeveloperNote>
      </footer>
    </div>
  );
}

/**
 * Clerk and its components, `undefined` while they load. Not `React.lazy`, which would show them 300 ms
 * after its fallback at the earliest.
 */
function useClerkPanel(): ComponentType | undefined {
  const [ClerkPanel, setClerkPanel] = useState<ComponentType>();
  useEffect(() => {
    clerkPanel.then(
      (module) => setClerkPanel(() => module.default),
      (error: unknown) =>
        setClerkPanel(() => {
          // Thrown while React renders, it reaches the page's error boundary.
          throw error;
        }),
    );
  }, []);
  return ClerkPanel;
}
