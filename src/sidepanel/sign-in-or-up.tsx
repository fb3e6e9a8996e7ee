import { SignIn, SignUp } from '@clerk/chrome-extension';
import { env } from '../config/env';
import { PanelSkeleton } from './clerk-unavailable';
import type { PanelView } from './panel-location';
import { SyncHostHint } from './sync-host-hint';

/** Clerk's sign-in, or its sign-up once somebody asked for that. */
export function SignInOrUp({ view }: { view: PanelView }) {
  return (
    <>
      {/* #region feature: sync-host */}
      {env.syncHost && <SyncHostHint host={env.syncHost} />}
      {/* #endregion feature: sync-host */}
      {view === 'sign-up' ? (
        <SignUp routing="hash" fallback={<PanelSkeleton />} />
      ) : (
        <SignIn routing="hash" fallback={<PanelSkeleton />} />
      )}
    </>
  );
}
