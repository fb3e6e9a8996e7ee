import { OrganizationSwitcher, useClerk, useOrganization } from '@clerk/chrome-extension';
import { t } from '../i18n/t';
import { initialsAvatar } from './appearance';
import { PANEL_URLS } from './panel-location';

const HERE = PANEL_URLS.home;

/**
 * The organisation that the person acts for, and Clerk's component to act for another; nothing where the
 * Clerk application has none.
 *
 * @param userName stands in for the organisation's name where they act for themselves.
 */
export function OrganizationRow({
  userName,
  userHasImage,
}: {
  userName: string;
  userHasImage: boolean;
}) {
  const clerk = useClerk();
  const { organization } = useOrganization();
  if (!hasOrganizations(clerk)) return null;
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
