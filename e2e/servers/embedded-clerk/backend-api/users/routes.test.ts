import { describe, expect, it } from 'vitest';
import { ada, send, startWithBackend } from '../../../../support/clerk/start-with-backend';

describe('users', () => {
  it('are created with verified addresses, and can sign in', async () => {
    const { backend, browser } = await startWithBackend();
    const user = await backend.users.createUser({
      ...ada,
      firstName: 'Ada',
      externalId: 'crm-7',
      publicMetadata: { plan: 'pro' },
      privateMetadata: { note: 'pays late' },
      unsafeMetadata: { theme: 'dark' },
    });
    expect(user).toMatchObject({
      firstName: 'Ada',
      externalId: 'crm-7',
      banned: false,
      locked: false,
      publicMetadata: { plan: 'pro' },
      privateMetadata: { note: 'pays late' },
      unsafeMetadata: { theme: 'dark' },
    });
    expect(user.primaryEmailAddress?.verification?.status).toBe('verified');
    const sessionId = await browser.signIn('ada@example.com', 'correct horse');
    const me = await browser.send('GET', '/v1/me', { query: { _clerk_session_id: sessionId } });
    expect(me.json.response.id).toBe(user.id);
    expect(me.text).not.toContain('pays late');
  });

  it('need an address and a password, unless the latter is waived', async () => {
    const { backend } = await startWithBackend();
    await expect(backend.users.createUser({ password: 'correct horse' })).rejects.toMatchObject({
      status: 422,
      errors: [{ code: 'form_data_missing' }],
    });
    const emailAddress = ['ada@example.com'];
    await expect(backend.users.createUser({ emailAddress })).rejects.toMatchObject({ status: 422 });
    const user = await backend.users.createUser({ emailAddress, skipPasswordRequirement: true });
    expect(user.passwordEnabled).toBe(false);
  });

  it('have the picture that they are given', async () => {
    const { backend } = await startWithBackend();
    const { id } = await backend.users.createUser(ada);
    const file = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/svg+xml' });
    const pictured = await backend.users.updateUserProfileImage(id, { file });
    expect(pictured.hasImage).toBe(true);
    expect((await backend.users.deleteUserProfileImage(id)).hasImage).toBe(false);
    await expect(backend.users.deleteUserProfileImage('user_x')).rejects.toMatchObject({
      status: 404,
    });
  });

  it('own their addresses and external ids alone', async () => {
    const { backend } = await startWithBackend();
    await backend.users.createUser({ ...ada, externalId: '7' });
    await expect(backend.users.createUser(ada)).rejects.toMatchObject({
      status: 422,
      errors: [{ code: 'form_identifier_exists' }],
    });
    await expect(
      backend.users.createUser({ ...ada, emailAddress: ['b@example.com'], externalId: '7' }),
    ).rejects.toMatchObject({ errors: [{ code: 'form_identifier_exists' }] });
    expect(await backend.users.getCount()).toBe(1);
  });

  it('are found by address, name, id and ban, counted, and cut into pages', async () => {
    const { backend } = await startWithBackend();
    for (const firstName of ['Ada', 'Bob', 'Cleo']) {
      await backend.users.createUser({
        emailAddress: [`${firstName.toLowerCase()}@example.com`],
        password: 'correct horse',
        firstName,
      });
    }
    const names = async (params: Parameters<typeof backend.users.getUserList>[0]) =>
      (await backend.users.getUserList(params)).data.map((user) => user.firstName);
    expect(await names({ orderBy: 'first_name' })).toEqual(['Ada', 'Bob', 'Cleo']);
    expect(await names({ orderBy: '-first_name', limit: 1, offset: 1 })).toEqual(['Bob']);
    expect(await names({ emailAddress: ['BOB@example.com'] })).toEqual(['Bob']);
    expect(await names({ query: 'cle' })).toEqual(['Cleo']);
    const { data } = await backend.users.getUserList({ query: 'ada' });
    await backend.users.banUser(data[0]?.id ?? '');
    expect(await backend.users.getCount({ query: 'example.com' })).toBe(3);
    expect(await backend.users.getUserList({ query: 'nobody' })).toEqual({
      data: [],
      totalCount: 0,
    });
  });

  it('are changed, metadata merged or replaced', async () => {
    const { backend, clerk } = await startWithBackend();
    const { id } = await backend.users.createUser({
      ...ada,
      publicMetadata: { a: { b: 1, c: 2 } },
    });
    await backend.users.updateUser(id, { firstName: 'Augusta', password: 'another horse' });
    await backend.users.updateUserMetadata(id, { publicMetadata: { a: { b: null }, d: 3 } });
    expect(await backend.users.getUser(id)).toMatchObject({
      firstName: 'Augusta',
      publicMetadata: { a: { c: 2 }, d: 3 },
    });
    await backend.users.replaceUserMetadata(id, { publicMetadata: { only: true } });
    expect((await backend.users.getUser(id)).publicMetadata).toEqual({ only: true });
    await backend.users.verifyPassword({ userId: id, password: 'another horse' });
    await expect(
      backend.users.verifyPassword({ userId: id, password: 'correct horse' }),
    ).rejects.toMatchObject({ status: 422, errors: [{ code: 'incorrect_password' }] });
    // Since 2026-05-12 metadata has an endpoint of its own.
    const { status } = await send(clerk, 'PATCH', `/users/${id}`, { public_metadata: {} });
    expect(status).toBe(422);
  });

  it('keep what they had when one of several changes is refused', async () => {
    const { backend } = await startWithBackend();
    const { id } = await backend.users.createUser({ ...ada, firstName: 'Ada' });
    await expect(
      backend.users.updateUser(id, { firstName: 'Eve', password: 'short' }),
    ).rejects.toMatchObject({ errors: [{ code: 'form_password_length_too_short' }] });
    expect((await backend.users.getUser(id)).firstName).toBe('Ada');
  });

  it('lose every session by a ban, and get none until it is taken away', async () => {
    const { backend, browser } = await startWithBackend();
    const { id } = await backend.users.createUser(ada);
    const sessionId = await browser.signIn('ada@example.com', 'correct horse');
    expect((await backend.users.banUser(id)).banned).toBe(true);
    expect((await backend.sessions.getSession(sessionId)).status).toBe('revoked');
    const form = { identifier: 'ada@example.com', password: 'correct horse' };
    const refused = await browser.send('POST', '/v1/client/sign_ins', { form });
    expect([refused.status, refused.json.errors[0].code]).toEqual([403, 'user_banned']);
    expect((await backend.users.unbanUser(id)).banned).toBe(false);
    await browser.signIn('ada@example.com', 'correct horse');
  });

  it('keep their sessions when locked, and begin no other', async () => {
    const { backend, browser } = await startWithBackend();
    const { id } = await backend.users.createUser(ada);
    const sessionId = await browser.signIn('ada@example.com', 'correct horse');
    expect((await backend.users.lockUser(id)).locked).toBe(true);
    expect((await backend.sessions.getSession(sessionId)).status).toBe('active');
    const form = { identifier: 'ada@example.com', password: 'correct horse' };
    const other = (await startWithBackend()).browser;
    expect(other.token()).toBeNull();
    await backend.sessions.revokeSession(sessionId);
    const refused = await browser.send('POST', '/v1/client/sign_ins', { form });
    expect([refused.status, refused.json.errors[0].code]).toEqual([403, 'user_locked']);
    expect((await backend.users.unlockUser(id)).locked).toBe(false);
    await browser.signIn('ada@example.com', 'correct horse');
  });

  it('are deleted with their sessions and memberships', async () => {
    const { backend, browser } = await startWithBackend();
    const { id } = await backend.users.createUser(ada);
    const organization = await backend.organizations.createOrganization({
      name: 'Works',
      createdBy: id,
    });
    await browser.signIn('ada@example.com', 'correct horse');
    expect(await backend.users.deleteUser(id)).toMatchObject({ id, deleted: true });
    await expect(backend.users.getUser(id)).rejects.toMatchObject({
      status: 404,
      errors: [{ code: 'resource_not_found', longMessage: `No user was found with id ${id}.` }],
    });
    const { totalCount } = await backend.organizations.getOrganizationMembershipList({
      organizationId: organization.id,
    });
    expect(totalCount).toBe(0);
    const { json } = await browser.send('GET', '/v1/client');
    expect(json.response.sessions).toEqual([]);
  });

  it('have addresses that are added, made primary and deleted, but for the last', async () => {
    const { backend } = await startWithBackend();
    const user = await backend.users.createUser(ada);
    const second = await backend.emailAddresses.createEmailAddress({
      userId: user.id,
      emailAddress: 'work@example.com',
      verified: true,
      primary: true,
    });
    expect((await backend.users.getUser(user.id)).primaryEmailAddressId).toBe(second.id);
    const unverified = await backend.emailAddresses.updateEmailAddress(second.id, {
      verified: false,
    });
    expect(unverified.verification).toBeNull();
    await backend.emailAddresses.deleteEmailAddress(second.id);
    const { primaryEmailAddressId } = await backend.users.getUser(user.id);
    expect(primaryEmailAddressId).toBe(user.primaryEmailAddressId);
    await expect(
      backend.emailAddresses.deleteEmailAddress(primaryEmailAddressId ?? ''),
    ).rejects.toMatchObject({ status: 400 });
    await expect(backend.emailAddresses.getEmailAddress(second.id)).rejects.toMatchObject({
      status: 404,
    });
  });
});
