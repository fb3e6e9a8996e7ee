import { OrganizationSwitcher, UserButton, useClerk, useUser } from '@clerk/chrome-extension';
import { hasOrganizations } from './has-organizations';
import { PANEL_URLS } from './panel-location';

const HERE = PANEL_URLS.home;

/** Clerk's user button and, where the application has organisations, its organisation switcher. */
export function Account() {
  const { user } = useUser();
  const clerk = useClerk();
  const email = user?.primaryEmailAddress?.emailAddress;
  return (
    <div className="account">
      <section className="account-row" aria-label="Account">
        <UserButton afterSwitchSessionUrl={HERE} />
        <div className="account-text">
          <p className="account-name">{user?.fullName ?? email ?? user?.id}</p>
          {user?.fullName && <p className="muted">{email}</p>}
        </div>
      </section>
      {hasOrganizations(clerk) && (
        <section className="account-row" aria-label="Organisation">
          <OrganizationSwitcher
            afterCreateOrganizationUrl={HERE}
            afterLeaveOrganizationUrl={HERE}
            afterSelectOrganizationUrl={HERE}
            afterSelectPersonalUrl={HERE}
          />
        </section>
      )}
    </div>
  );
}
