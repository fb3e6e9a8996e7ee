import { lazy, Suspense } from 'react';
import { PAGES } from '../config/pages';
import { SessionBadge } from '../ui/badge';
import { CallErrorNotice } from '../ui/error-notice';
import { Mark, NewTabIcon } from '../ui/icons';
import { useSession } from '../ui/use-session';
import { PanelSkeleton } from './clerk-unavailable';
import './side-panel.css';

// Clerk and its components are most of this page's weight: the frame paints before they are parsed.
const ClerkPanel = lazy(() => import('./clerk-panel'));

/** Where people sign in and look after their account, beside whatever they are browsing. */
export function SidePanel() {
  const { snapshot, error } = useSession();
  return (
    <div className="panel">
      <header className="panel-header">
        <Mark />
        <h1>Clerk extension</h1>
        <SessionBadge snapshot={snapshot} />
      </header>
      <main className="panel-main">
        {error && <CallErrorNotice error={error} onRetry={() => location.reload()} />}
        <Suspense fallback={<PanelSkeleton />}>
          <ClerkPanel />
        </Suspense>
      </main>
      <footer className="panel-footer">
        <p className="muted">
          {snapshot?.status === 'signed-in'
            ? 'You can close this panel: the background worker keeps you signed in and hands fresh tokens to this extension’s pages.'
            : 'Sign in once. You can close this panel afterwards: the background worker keeps you signed in.'}
        </p>
        <a href={PAGES.demo} target="_blank" rel="noreferrer">
          Open background worker demo in a new tab
          <NewTabIcon />
        </a>
      </footer>
    </div>
  );
}
