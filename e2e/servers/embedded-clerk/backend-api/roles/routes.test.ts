import { describe, expect, it } from 'vitest';
import { addOrganization, addPermission } from '../../../../support/clerk/people';
import { ada, startWithBackend } from '../../../../support/clerk/start-with-backend';

const READ = { name: 'Read reports', key: 'org:reports:read' };

describe('roles and permissions', () => {
  it('are listed, Clerk’s own two with their permissions', async () => {
    const { backend } = await startWithBackend();
    const roles = await backend.organizationRoles.getOrganizationRoleList({ orderBy: '+key' });
    expect(roles.totalCount).toBe(2);
    expect(roles.data).toMatchObject([
      { key: 'org:admin', name: 'Admin', isCreatorEligible: true },
      { key: 'org:member', name: 'Member', isCreatorEligible: false },
    ]);
    expect(roles.data[1]?.permissions).toMatchObject([{ key: 'org:sys_memberships:read' }]);
    const found = await backend.organizationRoles.getOrganizationRoleList({ query: 'memb' });
    expect(found.data.map(({ key }) => key)).toEqual(['org:member']);
  });

  it('are made by a backend, given to a role, and told to its members', async () => {
    const { clerk, backend, browser } = await startWithBackend();
    const { id: userId } = await backend.users.createUser(ada);
    await addOrganization(clerk, { name: 'Works', members: [{ userId, role: 'org:member' }] });
    const permission = await backend.organizationPermissions.createOrganizationPermission(READ);
    expect(permission).toMatchObject({ ...READ, description: '' });
    const list = await backend.organizationPermissions.getOrganizationPermissionList();
    expect(list.data).toContainEqual(permission);

    const [member] = (await backend.organizationRoles.getOrganizationRoleList({ query: 'member' }))
      .data;
    const assign = () =>
      backend.organizationRoles.assignPermissionToOrganizationRole({
        organizationRoleId: member?.id ?? '',
        permissionId: permission.id,
      });
    expect((await assign()).permissions).toContainEqual(permission);
    await expect(assign()).rejects.toMatchObject({ status: 409 });

    await browser.signIn('ada@example.com', ada.password);
    const { json } = await browser.send('GET', '/v1/me/organization_memberships');
    expect(json.response.data[0].permissions).toContain(READ.key);
  });

  it.each([
    [{ ...READ, key: 'reports' }],
    [{ ...READ, key: 'org:Reports:read' }],
    [{ ...READ, key: 'org:sys_memberships:read' }],
    [{ ...READ, name: '' }],
  ])('are not made of %o', async (params) => {
    const { backend } = await startWithBackend();
    await expect(
      backend.organizationPermissions.createOrganizationPermission(params),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('are each there once, and nobody gives what there is not', async () => {
    const { clerk, backend } = await startWithBackend();
    await addPermission(clerk, 'org:admin', READ.key);
    await expect(addPermission(clerk, 'org:admin', READ.key)).rejects.toMatchObject({
      status: 422,
      errors: [{ code: 'form_identifier_exists' }],
    });
    const { data } = await backend.organizationRoles.getOrganizationRoleList();
    for (const ids of [
      { organizationRoleId: data[0]?.id ?? '', permissionId: 'perm_none' },
      { organizationRoleId: 'role_none', permissionId: 'perm_none' },
    ]) {
      await expect(
        backend.organizationRoles.assignPermissionToOrganizationRole(ids),
      ).rejects.toMatchObject({ status: 404 });
    }
  });
});
