import type { SnapshotOrganization, SnapshotUser } from '../auth/session-snapshot';
import { t } from '../i18n/t';
import { Avatar } from './avatar';
import { displayName } from './display-name';
import { OrganizationIcon } from './icons';
import './user-summary.css';

/** Who somebody is: picture, name, e-mail address, and the organisation they act for. */
export function UserSummary({
  user,
  organization = null,
}: {
  user: SnapshotUser;
  organization?: SnapshotOrganization | null;
}) {
  const name = displayName(user);
  return (
    <div className="user-summary">
      <Avatar imageUrl={user.imageUrl} name={name} />
      <div className="user-summary-text">
        <p className="user-summary-name">{name}</p>
        {user.email && user.email !== name && <p className="user-summary-email">{user.email}</p>}
        {organization && (
          <p className="user-summary-organization">
            <OrganizationIcon />
            <span className="visually-hidden">{t('organizationPrefix')} </span>
            <span>{organization.name}</span>
          </p>
        )}
      </div>
    </div>
  );
}
