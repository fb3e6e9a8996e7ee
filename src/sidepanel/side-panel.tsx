import { lazy, Suspense } from 'react';
import { PAGES } from '../config/pages';
import { NewTabIcon } from '../ui/icons';
import { Mark } from '../ui/mark';
import { SessionBadge } from '../ui/session-badge';
import { useSession } from '../ui/use-session';
import { PanelSkeleton } from './panel-skeleton';
import './side-panel.css';

// Clerk and its components are most of this page's weight: the frame paints before they are parsed.
const ClerkPanel = lazy(() => import('./clerk-panel'));

/** Where people sign in and look after their account, beside whatever they are browsing. */
export function SidePanel() {
  const { snapshot } = useSession();
  const signedIn = snapshot?.status === 'signed-in';
  return (
    <div className="panel">
      <header className="panel-header">
        <Mark />
        <h1>Clerk extension</h1>
        <SessionBadge snapshot={snapshot} />
      </header>
      <main className="panel-main">
        <Suspense fallback={<PanelSkeleton />}>
          <ClerkPanel />
        </Suspense>
      </main>
      <footer className="panel-footer">
        <p className="muted">
          {signedIn
            ? 'You can close this panel. The background worker keeps you signed in.'
            : 'Once you have signed in, you can close this panel: the background worker keeps you signed in.'}
        </p>
        <a href={PAGES.demo} target="_blank" rel="noreferrer">
          Open background worker demo in a new tab
          <NewTabIcon />
        </a>
      </footer>
    </div>
  );
}
