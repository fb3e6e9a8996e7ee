import { decodeJwt } from 'jose';
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

  it('are made, changed and deleted by a backend, and are what members have', async () => {
    const { clerk, backend, browser } = await startWithBackend();
    const { id: userId } = await backend.users.createUser(ada);
    const { organizationRoles: roles, organizationPermissions: permissions } = backend;
    const read = await permissions.createOrganizationPermission(READ);
    const viewer = { name: 'Viewer', key: 'org:viewer', permissions: [read.id] };
    const role = await roles.createOrganizationRole(viewer);
    expect(role).toMatchObject({ key: 'org:viewer', isCreatorEligible: false });
    await expect(roles.createOrganizationRole(viewer)).rejects.toMatchObject({ status: 422 });
    await expect(roles.createOrganizationRole({ ...viewer, key: 'viewer' })).rejects.toMatchObject({
      status: 422,
    });
    const works = await addOrganization(clerk, {
      name: 'Works',
      members: [{ userId, role: 'org:viewer' }],
    });

    await browser.signIn('ada@example.com', ada.password);
    const claims = async () => {
      const sessions = await backend.sessions.getSessionList({ userId });
      const form = { organization_id: works.id };
      const path = `/v1/client/sessions/${sessions.data[0]?.id}/tokens`;
      return decodeJwt((await browser.send('POST', path, { form })).json.jwt);
    };
    expect(await claims()).toMatchObject({
      fea: 'o:reports',
      o: { rol: 'viewer', per: 'read', fpm: '1' },
    });
    const listed = await browser.send('GET', `/v1/organizations/${works.id}/roles`);
    expect(listed.json.response.data).toContainEqual(
      expect.objectContaining({ key: 'org:viewer', is_creator_eligible: false }),
    );

    const ids = { organizationRoleId: role.id, permissionId: read.id };
    await roles.removePermissionFromOrganizationRole(ids);
    await expect(roles.removePermissionFromOrganizationRole(ids)).rejects.toMatchObject({
      status: 404,
    });
    await roles.updateOrganizationRole({ organizationRoleId: role.id, key: 'org:guest' });
    expect(await claims()).toMatchObject({ o: { rol: 'guest' } });
    expect(await claims()).not.toHaveProperty('fea');

    await expect(roles.deleteOrganizationRole(role.id)).rejects.toMatchObject({ status: 422 });
    await backend.organizations.deleteOrganization(works.id);
    await roles.deleteOrganizationRole(role.id);
    await expect(roles.getOrganizationRole(role.id)).rejects.toMatchObject({ status: 404 });
    await expect(
      addOrganization(clerk, { name: 'Mill', members: [{ userId, role: 'org:guest' }] }),
    ).rejects.toMatchObject({ status: 422, errors: [{ meta: { paramName: 'role' } }] });
  });

  it('leave creators what they need', async () => {
    const { backend } = await startWithBackend();
    const roles = backend.organizationRoles;
    const [admin] = (await roles.getOrganizationRoleList({ query: 'org:admin' })).data;
    const id = admin?.id ?? '';
    await expect(
      roles.updateOrganizationRole({ organizationRoleId: id, permissions: [] }),
    ).rejects.toMatchObject({ status: 422 });
    await expect(roles.deleteOrganizationRole(id)).rejects.toMatchObject({ status: 422 });
    expect((await roles.getOrganizationRole(id)).permissions).toHaveLength(8);
  });

  it('have permissions that are changed and deleted, Clerk’s own excepted', async () => {
    const { clerk, backend } = await startWithBackend();
    const { organizationPermissions: permissions } = backend;
    await addPermission(clerk, 'org:member', READ.key);
    const [made] = (await permissions.getOrganizationPermissionList({ query: READ.key })).data;
    const permissionId = made?.id ?? '';
    const key = 'org:reports:write';
    expect(await permissions.updateOrganizationPermission({ permissionId, key })).toMatchObject({
      key,
    });
    expect((await permissions.getOrganizationPermission(permissionId)).key).toBe(key);
    await permissions.deleteOrganizationPermission(permissionId);
    const { data } = await backend.organizationRoles.getOrganizationRoleList({ query: 'member' });
    expect(data[0]?.permissions.map((row) => row.key)).not.toContain(key);
    const [system] = (await permissions.getOrganizationPermissionList({ query: 'sys_' })).data;
    await expect(permissions.deleteOrganizationPermission(system?.id ?? '')).rejects.toMatchObject({
      status: 403,
    });
  });
});
