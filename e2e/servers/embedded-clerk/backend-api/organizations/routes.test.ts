import { describe, expect, it } from 'vitest';
import { ada, startWithBackend } from '../../../../support/clerk/start-with-backend';

async function startWithAda() {
  const started = await startWithBackend();
  const { id: userId } = await started.backend.users.createUser(ada);
  return { ...started, userId };
}

describe('organisations', () => {
  it('are created by somebody, who is their admin, or by nobody', async () => {
    const { backend, userId } = await startWithAda();
    const works = await backend.organizations.createOrganization({
      name: 'Ada’s Works',
      createdBy: userId,
      publicMetadata: { city: 'London' },
      privateMetadata: { customer: 7 },
      maxAllowedMemberships: 3,
    });
    expect(works).toMatchObject({
      slug: 'ada-s-works',
      createdBy: userId,
      publicMetadata: { city: 'London' },
      privateMetadata: { customer: 7 },
      maxAllowedMemberships: 3,
    });
    const { data } = await backend.users.getOrganizationMembershipList({ userId });
    expect(data).toMatchObject([{ role: 'org:admin', organization: { id: works.id } }]);
    const empty = await backend.organizations.createOrganization({ name: 'Empty' });
    expect(
      (
        await backend.organizations.getOrganization({
          organizationId: empty.id,
          includeMembersCount: true,
        })
      ).membersCount,
    ).toBe(0);
    await expect(
      backend.organizations.createOrganization({ name: 'X', createdBy: 'user_gone' }),
    ).rejects.toMatchObject({ errors: [{ code: 'organization_creator_not_found' }] });
  });

  it('are read by id or slug, listed, changed and deleted', async () => {
    const { backend } = await startWithAda();
    const a = await backend.organizations.createOrganization({ name: 'Alpha', slug: 'alpha' });
    const b = await backend.organizations.createOrganization({ name: 'Beta', slug: 'beta' });
    expect((await backend.organizations.getOrganization({ slug: 'beta' })).id).toBe(b.id);
    const { data, totalCount } = await backend.organizations.getOrganizationList({
      orderBy: '-name',
      limit: 1,
    });
    expect([data[0]?.name, totalCount]).toEqual(['Beta', 2]);
    expect((await backend.organizations.getOrganizationList({ query: 'alph' })).totalCount).toBe(1);
    await expect(
      backend.organizations.updateOrganization(a.id, { slug: 'beta' }),
    ).rejects.toMatchObject({ errors: [{ code: 'form_identifier_exists' }] });
    await backend.organizations.updateOrganization(a.id, { name: 'Aleph' });
    await backend.organizations.updateOrganizationMetadata(a.id, { publicMetadata: { x: 1 } });
    expect(await backend.organizations.getOrganization({ organizationId: a.id })).toMatchObject({
      name: 'Aleph',
      publicMetadata: { x: 1 },
    });
    await backend.organizations.deleteOrganization(a.id);
    await expect(
      backend.organizations.getOrganization({ organizationId: a.id }),
    ).rejects.toMatchObject({
      status: 404,
      errors: [{ longMessage: 'Given organization not found.' }],
    });
  });

  it('have members, and keep an admin', async () => {
    const { backend, userId } = await startWithAda();
    const { id: organizationId } = await backend.organizations.createOrganization({
      name: 'Works',
      createdBy: userId,
    });
    const bob = await backend.users.createUser({ ...ada, emailAddress: ['bob@example.com'] });
    const joined = { organizationId, userId: bob.id };
    const membership = await backend.organizations.createOrganizationMembership({
      ...joined,
      role: 'org:member',
    });
    expect(membership).toMatchObject({
      role: 'org:member',
      publicUserData: { userId: bob.id, identifier: 'bob@example.com' },
    });
    await expect(
      backend.organizations.createOrganizationMembership({ ...joined, role: 'org:member' }),
    ).rejects.toMatchObject({ errors: [{ code: 'already_a_member_in_organization' }] });
    await backend.organizations.updateOrganizationMembershipMetadata({
      ...joined,
      publicMetadata: { desk: 4 },
    });
    const list = await backend.organizations.getOrganizationMembershipList({
      organizationId,
      role: ['org:member'],
    });
    expect(list.data).toMatchObject([{ publicMetadata: { desk: 4 } }]);
    await expect(
      backend.organizations.deleteOrganizationMembership({ organizationId, userId }),
    ).rejects.toMatchObject({ errors: [{ code: 'organization_minimum_permissions_needed' }] });
    await backend.organizations.updateOrganizationMembership({ ...joined, role: 'org:admin' });
    await backend.organizations.deleteOrganizationMembership({ organizationId, userId });
    expect(
      (await backend.organizations.getInstanceOrganizationMembershipList({})).data,
    ).toMatchObject([{ role: 'org:admin', publicUserData: { userId: bob.id } }]);
  });

  it('invite, one or many, and take an invitation back', async () => {
    const { backend, userId } = await startWithAda();
    const { id: organizationId } = await backend.organizations.createOrganization({
      name: 'Works',
      createdBy: userId,
    });
    const role = 'org:member';
    const invitation = await backend.organizations.createOrganizationInvitation({
      organizationId,
      emailAddress: 'bob@example.com',
      role,
      inviterUserId: userId,
      publicMetadata: { team: 'red' },
    });
    expect(invitation).toMatchObject({ status: 'pending', publicMetadata: { team: 'red' } });
    await expect(
      backend.organizations.createOrganizationInvitationBulk(organizationId, [
        { emailAddress: 'cleo@example.com', role },
        { emailAddress: 'no address', role },
      ]),
    ).rejects.toMatchObject({ status: 422 });
    await backend.organizations.createOrganizationInvitationBulk(organizationId, [
      { emailAddress: 'cleo@example.com', role },
      { emailAddress: 'dan@example.com', role },
    ]);
    const ids = { organizationId, invitationId: invitation.id };
    const revoked = await backend.organizations.revokeOrganizationInvitation(ids);
    expect(revoked.status).toBe('revoked');
    expect((await backend.organizations.getOrganizationInvitation(ids)).status).toBe('revoked');
    const pending = await backend.organizations.getOrganizationInvitationList({
      organizationId,
      status: ['pending'],
    });
    expect(pending.totalCount).toBe(2);
    const bob = await backend.users.createUser({ ...ada, emailAddress: ['bob@example.com'] });
    const own = await backend.users.getOrganizationInvitationList({ userId: bob.id });
    expect(own.totalCount).toBe(1);
  });
});
