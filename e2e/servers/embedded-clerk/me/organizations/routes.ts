import { Hono } from 'hono';
import { answer } from '../../http/answer';
import { notFound } from '../../http/errors';
import type { FapiEnv } from '../../http/fapi-env';
import { many, pageOf, paginated, paging, readQuery } from '../../http/query';
import type { Instance } from '../../instance';
import { userInvitationJSON } from '../../organizations/invitations/serialize';
import { membershipJSON } from '../../organizations/memberships/serialize';
import { addMembership, removeMembership } from '../../organizations/organizations';
import { roleOf } from '../../organizations/roles';
import { actingUser } from '../../sessions/acting-session';
import type { Invitation } from '../../store/organization-model';
import { findMembership, isVerified, rows, sameEmail } from '../../store/queries';
import type { User } from '../../store/user-model';

/** The signed-in user's memberships and the invitations waiting for it. */
export function myOrganizationRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const { memberships, invitations } = instance.store;
  const isFor = (invitation: Invitation, user: User) =>
    user.emails.some((row) => isVerified(row) && sameEmail(row.email, invitation.email));

  app.get('/me/organization_memberships', (c) => {
    const user = actingUser(instance, c);
    const asked = readQuery(c, { ...paging, paginated: paginated.optional() });
    const own = rows(memberships, (row) => row.userId === user.id);
    const found = own.map((row) => membershipJSON(instance, row));
    return answer(instance, c, pageOf(found, asked));
  });

  app.delete('/me/organization_memberships/:organizationId', (c) => {
    const user = actingUser(instance, c);
    const membership = findMembership(instance.store, c.req.param('organizationId'), user.id);
    if (membership === undefined) throw notFound('Membership');
    removeMembership(instance, membership);
    const deleted = { object: 'organization_membership', id: membership.id, deleted: true };
    return answer(instance, c, deleted);
  });

  app.get('/me/organization_invitations', (c) => {
    const user = actingUser(instance, c);
    const asked = readQuery(c, { ...paging, status: many.optional() });
    const own = rows(
      invitations,
      (row) => isFor(row, user) && (asked.status?.includes(row.status) ?? true),
    );
    const found = own.map((row) => userInvitationJSON(instance, row));
    return answer(instance, c, pageOf(found, asked));
  });

  app.post('/me/organization_invitations/:id/accept', (c) => {
    const user = actingUser(instance, c);
    const invitation = invitations.get(c.req.param('id'));
    if (invitation?.status !== 'pending' || !isFor(invitation, user)) throw notFound('Invitation');
    invitation.status = 'accepted';
    invitation.updatedAt = instance.clock.now();
    if (findMembership(instance.store, invitation.organizationId, user.id) === undefined) {
      addMembership(instance, invitation.organizationId, user.id, roleOf(instance, invitation));
    }
    return answer(instance, c, userInvitationJSON(instance, invitation));
  });

  // Suggestions come from verified domains, which this instance has switched off.
  app.get('/me/organization_suggestions', (c) => {
    actingUser(instance, c);
    const asked = readQuery(c, { ...paging, status: many.optional() });
    return answer(instance, c, pageOf([], asked));
  });
  return app;
}
