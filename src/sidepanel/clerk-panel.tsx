import {
  ClerkFailed,
  ClerkLoaded,
  ClerkLoading,
  ClerkProvider,
  useAuth,
  useClerk,
} from '@clerk/chrome-extension';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { COOKIE_ORIGIN, env } from '../config/env';
import { t } from '../i18n/t';
import { Button } from '../ui/button';
import { Account } from './account';
import { appearance } from './appearance';
import { answerWatch, storageCache } from './clerk-requests';
import { ClerkUnavailable, FormRefusal, PanelSkeleton, SlowLoad } from './clerk-unavailable';
import { followServer } from './follow-server';
import { useLocalization } from './localization';
import { oauthProps } from './oauth-transport';
import {
  isAtSecondFactorSetup,
  navigatePanel,
  PANEL_URLS,
  panelView,
  panelVisits,
  subscribeToPanelView,
} from './panel-location';
import { endWaitingBeforeCreate } from './passkey-requests';
import { SignInOrUp } from './sign-in-or-up';
import { useWorkerSync } from './use-worker-sync';

endWaitingBeforeCreate(navigator.credentials);
/** What the provider is given in some builds. */
const ofThisBuild = {
  ...(env.telemetry ? {} : { telemetry: false as const }),
  // #region feature: oauth
  ...(env.oauth && oauthProps(chrome.identity)),
  // #endregion feature: oauth
  // #region feature: sync-host
  ...(COOKIE_ORIGIN && { syncHost: COOKIE_ORIGIN }),
  // #endregion feature: sync-host
};
const push = (to: string) => navigatePanel(to, 'push');
const replace = (to: string) => navigatePanel(to, 'replace');

/** Clerk's own components on Clerk's own provider. The only page code that runs the SDK. */
export default function ClerkPanel() {
  const localization = useLocalization();
  if (!localization) return <PanelSkeleton />;
  return (
    <ClerkProvider
      publishableKey={env.publishableKey}
      storageCache={storageCache}
      {...ofThisBuild}
      appearance={appearance}
      localization={localization}
      routerPush={push}
      routerReplace={replace}
      signInUrl={PANEL_URLS['sign-in']}
      signUpUrl={PANEL_URLS['sign-up']}
      signInFallbackRedirectUrl={PANEL_URLS.home}
      signUpFallbackRedirectUrl={PANEL_URLS.home}
      afterSignOutUrl={PANEL_URLS.home}
      // By default Clerk asks which account to go on with, while every page already acts for the next one.
      afterMultiSessionSingleSignOutUrl={PANEL_URLS.home}
    >
      <ClerkLoading>
        <SlowLoad watch={answerWatch} />
      </ClerkLoading>
      <ClerkFailed>
        <ClerkUnavailable watch={answerWatch} />
      </ClerkFailed>
      <ClerkLoaded>
        <Content />
      </ClerkLoaded>
    </ClerkProvider>
  );
}

function Content() {
  useWorkerSync();
  const { isSignedIn } = useAuth();
  const answered = useClerkAnswered();
  const view = useSyncExternalStore(subscribeToPanelView, panelView);
  const visits = useSyncExternalStore(subscribeToPanelView, panelVisits);
  // With the second factor set up the session is active, and the backup codes are shown once: they must stay.
  const mayShowCodes = useSyncExternalStore(subscribeToPanelView, isAtSecondFactorSetup);
  if (isSignedIn && view === 'home' && !mayShowCodes) return <Account />;
  if (!answered && !isSignedIn) return <ClerkUnavailable watch={answerWatch} />;
  return (
    <>
      {/* Somebody who is adding an account may think better of it. */}
      {isSignedIn && (
        <Button
          variant="quiet"
          className="panel-back"
          onClick={() => navigatePanel(PANEL_URLS.home)}
        >
          {t('panelBack')}
        </Button>
      )}
      {/* Sent home while a step of signing in is left, Clerk's component shows nothing; a new one goes on. */}
      <SignInOrUp key={`${view} ${visits}`} view={view} />
      <FormRefusal watch={answerWatch} />
    </>
  );
}

/**
 * Whether Clerk's server has told the loaded SDK who is signed in. When that request fails at load,
 * the SDK calls itself `degraded`, assumes that nobody is, and never asks again; so this does, once.
 */
function useClerkAnswered(): boolean {
  const clerk = useClerk();
  const degraded = clerk.status === 'degraded';
  const [recovered, setRecovered] = useState(false);

  useEffect(() => {
    if (!degraded) return;
    let left = false;
    followServer(clerk).then(
      () => {
        if (!left) setRecovered(true);
      },
      () => {
        // The notice shown meanwhile has a button to try again.
      },
    );
    return () => {
      left = true;
    };
  }, [clerk, degraded]);

  return !degraded || recovered;
}
