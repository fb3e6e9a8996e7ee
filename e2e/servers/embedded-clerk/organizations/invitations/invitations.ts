import { FapiError } from '../../http/errors';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import type { Invitation, Role } from '../../store/organization-model';
import { rows, sameEmail } from '../../store/queries';

/** Clerk's default: an invitation is good for a month. */
const lifetimeMs = 30 * 24 * 60 * 60 * 1000;

/** Invites `email` to an organisation. Throws Clerk's answer if that is pending already. */
export function invite(
  instance: Instance,
  organizationId: string,
  email: string,
  role: Role,
): Invitation {
  const duplicate = rows(
    instance.store.invitations,
    (row) =>
      row.organizationId === organizationId &&
      row.status === 'pending' &&
      sameEmail(row.email, email),
  );
  if (duplicate.length > 0) {
    throw new FapiError(400, {
      code: 'duplicate_record',
      message: 'duplicate invitation',
      long_message: 'There are already pending invitations for the following email addresses.',
      meta: { email_addresses: [email] },
    });
  }
  const now = instance.clock.now();
  const invitation: Invitation = {
    id: newId('orginv'),
    organizationId,
    email: email.toLowerCase(),
    roleId: role.id,
    status: 'pending',
    inviterId: null,
    publicMetadata: {},
    privateMetadata: {},
    expireAt: now + lifetimeMs,
    createdAt: now,
    updatedAt: now,
  };
  instance.store.invitations.set(invitation.id, invitation);
  return invitation;
}
