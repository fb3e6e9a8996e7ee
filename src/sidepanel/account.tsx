import { UserButton, useUser } from '@clerk/chrome-extension';
import { t } from '../i18n/t';
import { displayName } from '../ui/display-name';
import { SignOutButton } from '../ui/sign-out-button';
import { useSession } from '../ui/use-session';
import { AccountOverview } from './account-overview';
import { initialsAvatar } from './appearance';
import { OrganizationRow } from './organization-row';
import { PANEL_URLS } from './panel-location';
import { YourApp } from './your-app';
import './account.css';

const HERE = PANEL_URLS.home;

/** What a signed-in person sees: who they are, the app, and their account at a glance. */
export function Account() {
  const { user } = useUser();
  const { snapshot } = useSession();
  if (!user) return null;
  // Out of reach of its server the SDK knows little more than an ID; the worker remembers more.
  const known =
    snapshot?.status === 'signed-in' && snapshot.user.id === user.id ? snapshot.user : null;
  const email = user.primaryEmailAddress?.emailAddress ?? known?.email ?? null;
  const fullName = user.fullName ?? known?.fullName ?? null;
  const identifier =
    user.username ?? user.primaryPhoneNumber?.phoneNumber ?? known?.identifier ?? null;
  const name = displayName({ id: user.id, fullName, email, identifier });
  return (
    <>
      <div className="account">
        <section className="account-row" aria-label={t('panelAccount')}>
          <UserButton
            afterSwitchSessionUrl={HERE}
            appearance={{
              elements: {
                userButtonAvatarBox: {
                  width: '40px',
                  height: '40px',
                  ...(user.hasImage ? {} : initialsAvatar(name)),
                },
              },
            }}
          />
          <div className="account-text">
            <p className="account-name">{name}</p>
            {email && email !== name && <p className="account-email muted">{email}</p>}
          </div>
          <SignOutButton />
        </section>
        {/* #region feature: organizations */}
        <OrganizationRow userName={name} userHasImage={user.hasImage} />
        {/* #endregion feature: organizations */}
      </div>
      <YourApp firstName={user.firstName} />
      <AccountOverview />
    </>
  );
}
