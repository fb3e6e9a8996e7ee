import { OrganizationSwitcher, UserButton, useClerk, useUser } from '@clerk/chrome-extension';
import { useSession } from '../ui/use-session';
import { PANEL_URLS } from './panel-location';

const HERE = PANEL_URLS.home;

/** Clerk's user button and, where the application has organisations, its organisation switcher. */
export function Account() {
  const { user } = useUser();
  const clerk = useClerk();
  const { snapshot } = useSession();
  // Out of reach of its server the SDK knows little more than an ID; the worker remembers more.
  const known =
    snapshot?.status === 'signed-in' && snapshot.user.id === user?.id ? snapshot.user : null;
  const email = user?.primaryEmailAddress?.emailAddress ?? known?.email;
  const name = user?.fullName ?? known?.fullName ?? email ?? user?.id;
  return (
    <div className="account">
      <section className="account-row" aria-label="Account">
        <UserButton afterSwitchSessionUrl={HERE} />
        <div className="account-text">
          <p className="account-name">{name}</p>
          {email && email !== name && <p className="muted">{email}</p>}
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

/** Of the SDK's instance, where it keeps the application's settings. Not part of its public types. */
type WithSettings = {
  __internal_environment?: { organizationSettings?: { enabled?: boolean } } | null;
};

/**
 * Whether the Clerk application has organisations switched on. The SDK has no public way to ask,
 * and on a development key its organisation switcher answers "no" with a prompt meant for
 * developers, so it must not be rendered to find out. `false` if a later SDK keeps its settings
 * elsewhere.
 */
function hasOrganizations(clerk: object): boolean {
  return (clerk as WithSettings).__internal_environment?.organizationSettings?.enabled === true;
}
