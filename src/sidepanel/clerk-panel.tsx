import {
  ClerkFailed,
  ClerkLoaded,
  ClerkLoading,
  ClerkProvider,
  useAuth,
} from '@clerk/chrome-extension';
import { useSyncExternalStore } from 'react';
import { createClientJwtStorage } from '../clerk/client-jwt-storage';
import { env } from '../config/env';
import { Button } from '../ui/button';
import { Account } from './account';
import { appearance } from './appearance';
import { ClerkTrouble } from './clerk-trouble';
import { navigatePanel, PANEL_URLS, panelView, subscribeToPanelView } from './panel-location';
import { SignInOrUp } from './sign-in-or-up';
import { SignalWorker } from './signal-worker';
import { SlowLoad } from './slow-load';
import { useClerkAnswered } from './use-clerk-answered';

// Outside the component: a new object would make the provider build a new Clerk.
const storageCache = createClientJwtStorage(env.mode);
const push = (to: string) => navigatePanel(to, 'push');
const replace = (to: string) => navigatePanel(to, 'replace');

/** Clerk's own components on Clerk's own provider. The only page code that runs the SDK. */
export default function ClerkPanel() {
  return (
    <ClerkProvider
      publishableKey={env.publishableKey}
      {...(env.cookieOrigin ? { syncHost: env.cookieOrigin } : {})}
      storageCache={storageCache}
      {...(env.telemetry ? {} : { telemetry: false })}
      appearance={appearance}
      routerPush={push}
      routerReplace={replace}
      signInUrl={PANEL_URLS['sign-in']}
      signUpUrl={PANEL_URLS['sign-up']}
      signInFallbackRedirectUrl={PANEL_URLS.home}
      signUpFallbackRedirectUrl={PANEL_URLS.home}
      afterSignOutUrl={PANEL_URLS.home}
    >
      <ClerkLoading>
        <SlowLoad />
      </ClerkLoading>
      <ClerkFailed>
        <ClerkTrouble />
      </ClerkFailed>
      <ClerkLoaded>
        <SignalWorker />
        <Content />
      </ClerkLoaded>
    </ClerkProvider>
  );
}

function Content() {
  const { isSignedIn } = useAuth();
  const answered = useClerkAnswered();
  const view = useSyncExternalStore(subscribeToPanelView, panelView);
  if (isSignedIn && view === 'home') return <Account />;
  if (!answered && !isSignedIn) return <ClerkTrouble />;
  return (
    <>
      {/* Somebody who is adding an account may think better of it. */}
      {isSignedIn && (
        <Button look="quiet" className="panel-back" onClick={() => navigatePanel(PANEL_URLS.home)}>
          Back to your account
        </Button>
      )}
      <SignInOrUp view={view} />
    </>
  );
}
