import type { SnapshotOrganization, SnapshotUser } from '../auth/session-snapshot';
import { Avatar } from './avatar';
import { OrganizationIcon } from './icons';
import './identity.css';

/** Who somebody is: picture, name, e-mail address, and the organisation they act for. */
export function Identity({
  user,
  organization = null,
}: {
  user: SnapshotUser;
  organization?: SnapshotOrganization | null;
}) {
  const name = user.fullName ?? user.email ?? user.id;
  return (
    <div className="identity">
      <Avatar imageUrl={user.imageUrl} name={name} />
      <div className="identity-text">
        <p className="identity-name">{name}</p>
        {user.email && user.email !== name && <p className="identity-email">{user.email}</p>}
        {organization && (
          <p className="identity-organization">
            <OrganizationIcon />
            <span className="visually-hidden">Organisation: </span>
            <span>{organization.name}</span>
          </p>
        )}
      </div>
    </div>
  );
}
