import { SignIn, SignUp } from '@clerk/chrome-extension';
import { env } from '../config/env';
import { NewTabIcon } from '../ui/icons';
import { PanelSkeleton } from './clerk-unavailable';
import type { PanelView } from './panel-location';

/** Clerk's sign-in, or its sign-up once somebody asked for that. */
export function SignInOrUp({ view }: { view: PanelView }) {
  return (
    <>
      {env.syncHost && <SyncHostHint host={env.syncHost} />}
      {view === 'sign-up' ? (
        <SignUp routing="hash" fallback={<PanelSkeleton />} />
      ) : (
        <SignIn routing="hash" fallback={<PanelSkeleton />} />
      )}
    </>
  );
}

/** Where the session is shared with a web app, signing in there is enough; the panel follows. */
function SyncHostHint({ host }: { host: string }) {
  return (
    <p className="sync-host-hint">
      <span>This extension shares its sign-in with </span>
      <a href={host} target="_blank" rel="noreferrer">
        {new URL(host).host}
        <NewTabIcon />
      </a>
      <span>. Sign in there or here.</span>
    </p>
  );
}
