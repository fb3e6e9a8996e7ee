import type { SessionSnapshot } from '../auth/session-snapshot';
import { NAME } from '../config/brand';
import { env, SITES_API } from '../config/env';
import { t } from '../i18n/t';
import { SessionBadge } from '../ui/badge';
import { DemoLink } from '../ui/demo-link';
import { CallErrorNotice } from '../ui/error-notice';
import { Mark, PanelIcon, SettingsIcon } from '../ui/icons';
import { OpenSidePanelButton } from '../ui/open-side-panel-button';
import { SignOutButton } from '../ui/sign-out-button';
import { Skeleton } from '../ui/skeleton';
import { UnavailableNotice } from '../ui/unavailable-notice';
import { UpdateNotice } from '../ui/update-notice';
import { useSession } from '../ui/use-session';
import { UserSummary } from '../ui/user-summary';
import { AccountList } from './account-list';
import { OrganizationList } from './organization-list';
import { SiteAccess } from './site-access';
import './popup.css';

const closePopup = () => window.close();

/** Who is signed in, and the ways to everything else. It shows the worker's snapshot; it runs no Clerk. */
export function Popup() {
  const { snapshot, error } = useSession();
  return (
    <div className="popup">
      <header className="popup-header">
        <Mark />
        <h1>{NAME}</h1>
        <SessionBadge snapshot={snapshot} />
      </header>
      <main className="popup-main">
        <UpdateNotice />
        {error && <CallErrorNotice error={error} onRetry={() => location.reload()} />}
        {snapshot && <Session snapshot={snapshot} />}
        {!error && !snapshot && <Skeleton label={t('askingWho')} lines={3} />}
      </main>
      {/* #region feature: sites */}
      {SITES_API !== undefined && <SiteAccess />}
      {/* #endregion feature: sites */}
      <footer className="popup-footer">
        <button
          type="button"
          className="popup-link"
          onClick={() => void chrome.runtime.openOptionsPage()}
        >
          {t('settings')}
          <SettingsIcon />
        </button>
        {/* #region feature: demo */}
        {env.demo && <DemoLink className="popup-link" />}
        {/* #endregion feature: demo */}
      </footer>
    </div>
  );
}

function Session({ snapshot }: { snapshot: SessionSnapshot }) {
  switch (snapshot.status) {
    case 'signed-in':
      return (
        <>
          <UserSummary user={snapshot.user} />
          <AccountList session={snapshot} />
          {/* #region feature: organizations */}
          <OrganizationList key={snapshot.sessionId} session={snapshot} />
          {/* #endregion feature: organizations */}
          <div className="popup-actions">
            <OpenPanel />
            <SignOutButton />
          </div>
        </>
      );
    case 'pending':
      return (
        <>
          <UserSummary user={snapshot.user} />
          <AccountList session={snapshot} />
          <p className="muted">{t('popupPending')}</p>
          <div className="popup-actions">
            <OpenSidePanelButton variant="primary" onOpened={closePopup}>
              {t('finishSigningIn')}
            </OpenSidePanelButton>
            <SignOutButton />
          </div>
        </>
      );
    case 'signed-out':
      return (
        <>
          <p className="muted">{t('popupSignedOut')}</p>
          <OpenSidePanelButton variant="primary" onOpened={closePopup}>
            {t('signIn')}
          </OpenSidePanelButton>
        </>
      );
    case 'unavailable':
      return (
        <>
          <UnavailableNotice reason={snapshot.reason} cause={snapshot.cause} />
          <OpenPanel />
        </>
      );
  }
}

function OpenPanel() {
  return (
    <OpenSidePanelButton onOpened={closePopup}>
      <PanelIcon />
      {t('openSidePanel')}
    </OpenSidePanelButton>
  );
}
