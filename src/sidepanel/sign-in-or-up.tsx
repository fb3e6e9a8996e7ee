import { SignIn, SignUp } from '@clerk/chrome-extension';
import { env } from '../config/env';
import type { PanelView } from './panel-location';
import { PanelSkeleton } from './panel-skeleton';
import { SyncHostHint } from './sync-host-hint';

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
