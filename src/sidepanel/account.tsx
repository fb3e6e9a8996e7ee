import {
  OrganizationSwitcher,
  UserButton,
  useClerk,
  useOrganization,
  useUser,
} from '@clerk/chrome-extension';
import { t } from '../i18n/t';
import { displayName } from '../ui/display-name';
import { SignOutButton } from '../ui/sign-out-button';
import { useSession } from '../ui/use-session';
import { AccountOverview } from './account-overview';
import { initialsAvatar } from './appearance';
import { PANEL_URLS } from './panel-location';
import { YourApp } from './your-app';
import './account.css';

const HERE = PANEL_URLS.home;

/** What a signed-in person sees: who they are, the app, and their account at a glance. */
export function Account() {
  const { user } = useUser();
  const { snapshot } = useSession();
  const clerk = useClerk();
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
        {hasOrganizations(clerk) && <Organization userName={name} userHasImage={user.hasImage} />}
      </div>
      <YourApp firstName={user.firstName} />
      <AccountOverview />
    </>
  );
}

function Organization({ userName, userHasImage }: { userName: string; userHasImage: boolean }) {
  const { organization } = useOrganization();
  const name = organization?.name ?? userName;
  const hasImage = organization?.hasImage ?? userHasImage;
  return (
    <section className="account-row" aria-label={t('organization')}>
      <OrganizationSwitcher
        afterCreateOrganizationUrl={HERE}
        afterLeaveOrganizationUrl={HERE}
        afterSelectOrganizationUrl={HERE}
        afterSelectPersonalUrl={HERE}
        appearance={{
          elements: {
            organizationSwitcherTrigger: hasImage
              ? {}
              : { '& .cl-avatarBox': initialsAvatar(name, '0.5625rem') },
          },
        }}
      />
    </section>
  );
}

/** The SDK's instance with the application's settings, which are not part of its public types. */
type WithSettings = {
  status: string;
  __internal_environment?: { organizationSettings?: { enabled?: boolean } } | null;
};

/**
 * Whether the Clerk application has organisations switched on. The SDK has no public way to ask,
 * and on a development key its organisation switcher answers "no" with a prompt meant for
 * developers, so it must not be rendered to find out. `false` if a later SDK keeps its settings
 * elsewhere.
 */
function hasOrganizations(clerk: WithSettings): boolean {
  return clerk.__internal_environment?.organizationSettings?.enabled === true;
}
