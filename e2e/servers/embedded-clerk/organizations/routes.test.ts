import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signInNewUser } from '../../../support/clerk/new-user';
import { addOrganization } from '../../../support/clerk/people';
import type { FapiTestClient } from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

let clerk: EmbeddedClerk;
let count = 0;
let admin: FapiTestClient;
let member: FapiTestClient;
let ids: { organization: string; admin: string; member: string };

beforeAll(async () => {
  clerk = await startEmbeddedClerk();
});
afterAll(() => clerk.close());

const join = (firstName: string) => signInNewUser(clerk, { firstName });

beforeEach(async () => {
  count += 1;
  const [one, two] = [await join('ada'), await join('grace')];
  admin = one.client;
  member = two.client;
  const organization = await addOrganization(clerk, {
    name: `Org ${count}`,
    members: [
      { userId: one.id, role: 'org:admin' },
      { userId: two.id, role: 'org:member' },
    ],
  });
  ids = { organization: organization.id, admin: one.id, member: two.id };
});

const path = (rest = '') => `/v1/organizations/${ids.organization}${rest}`;

describe('organisations', () => {
  it('are created by a user, who becomes admin', async () => {
    const { json } = await member.send('POST', '/v1/organizations', {
      form: { name: `New ${count}` },
    });
    expect(json.response).toMatchObject({ slug: `new-${count}`, members_count: 1 });
    const mine = await member.send('GET', '/v1/me/organization_memberships');
    expect(mine.json.response.total_count).toBe(2);
    expect(mine.json.response.data[1]).toMatchObject({ role: 'org:admin', role_name: 'Admin' });
  });

  it('have slugs of their own', async () => {
    const { status, json } = await admin.send('POST', '/v1/organizations', {
      form: { name: 'Whatever', slug: `org-${count}` },
    });
    expect(status).toBe(422);
    expect(json.errors[0].meta.param_name).toBe('slug');
  });

  it('are changed and deleted by admins only', async () => {
    const form = { name: 'Renamed' };
    expect((await member.send('PATCH', path(), { form })).status).toBe(403);
    expect((await member.send('DELETE', path())).status).toBe(403);
    expect((await admin.send('PATCH', path(), { form })).json.response.name).toBe('Renamed');
    expect((await admin.send('DELETE', path())).status).toBe(200);
    expect((await admin.send('GET', path())).status).toBe(404);
  });

  it('are closed to strangers', async () => {
    const { client } = await join('eve');
    for (const rest of ['', '/memberships', '/invitations', '/roles', '/domains']) {
      const { status, json } = await client.send('GET', path(rest));
      expect([status, json.errors[0].code]).toEqual([403, 'not_a_member_in_organization']);
    }
  });

  it('list two roles with their permissions', async () => {
    const { json } = await admin.send('GET', path('/roles'));
    expect(json.response.data.map((row: { key: string }) => row.key)).toEqual([
      'org:admin',
      'org:member',
    ]);
  });
});

describe('members', () => {
  it('are listed in pages, by name', async () => {
    const first = await member.send('GET', path('/memberships'), { query: { limit: '1' } });
    expect(first.json.response.data).toHaveLength(1);
    expect(first.json.response.total_count).toBe(2);
    const found = await member.send('GET', path('/memberships'), { query: { query: 'GRACE' } });
    expect(found.json.response.data[0].public_user_data.user_id).toBe(ids.member);
  });

  it.each([
    [{ limit: '0' }, 'form_param_value_invalid'],
    [{ limit: '501' }, 'form_param_value_invalid'],
    [{ offset: 'x' }, 'form_param_value_invalid'],
    [{ paginated: 'false' }, 'form_param_value_invalid'],
    [{ order_by: 'name' }, 'form_param_unknown'],
  ])('are not listed by %o', async (query, code) => {
    const { status, json } = await member.send('GET', path('/memberships'), { query });
    expect([status, json.errors[0].code]).toEqual([422, code]);
    expect(json.errors[0].meta.param_name).toBe(Object.keys(query)[0]);
  });

  it('change role, but never leave an organisation without an admin', async () => {
    const setRole = (client: FapiTestClient, userId: string, role: string) =>
      client.send('PATCH', path(`/memberships/${userId}`), { form: { role } });
    expect((await setRole(member, ids.member, 'org:admin')).status).toBe(403);
    expect((await setRole(admin, ids.admin, 'org:member')).json.errors[0].code).toBe(
      'organization_minimum_permissions_needed',
    );
    expect((await setRole(admin, ids.member, 'org:admin')).status).toBe(200);
    expect((await setRole(admin, ids.admin, 'org:member')).status).toBe(200);
    expect((await setRole(member, ids.member, 'org:boss')).status).toBe(422);
  });

  it('leave, or are removed', async () => {
    const left = await member.send('DELETE', `/v1/me/organization_memberships/${ids.organization}`);
    expect(left.status).toBe(200);
    expect((await member.send('GET', path())).status).toBe(403);
    const again = await admin.send('POST', path('/memberships'), {
      form: { user_id: ids.member, role: 'org:member' },
    });
    expect(again.status).toBe(200);
    expect((await admin.send('DELETE', path(`/memberships/${ids.member}`))).status).toBe(200);
    expect((await member.send('GET', path())).status).toBe(403);
  });
});

describe('invitations', () => {
  it('reach the person with that address, who accepts', async () => {
    const guest = await join('guest');
    const sent = await admin.send('POST', path('/invitations'), {
      form: { email_address: guest.email, role: 'org:member' },
    });
    expect(sent.json.response.status).toBe('pending');
    const mine = await guest.client.send('GET', '/v1/me/organization_invitations', {
      query: { status: 'pending' },
    });
    const [invitation] = mine.json.response.data;
    expect(invitation.public_organization_data.id).toBe(ids.organization);
    const accept = `/v1/me/organization_invitations/${invitation.id}/accept`;
    expect((await member.send('POST', accept)).status).toBe(404);
    expect((await guest.client.send('POST', accept)).json.response.status).toBe('accepted');
    expect((await guest.client.send('GET', path())).status).toBe(200);
  });

  it('go out in bulk, not twice, and can be revoked', async () => {
    const bulk = (emails: string[], rest = {}) =>
      admin.send('POST', path('/invitations/bulk'), {
        form: { role: 'org:member', email_address: emails, ...rest },
      });
    const { json } = await bulk(['someone@example.com', '']);
    expect(json.response).toHaveLength(1);
    expect((await bulk(['b@example.com', 'no address'])).json.errors[0]).toMatchObject({
      code: 'form_param_format_invalid',
      meta: { param_name: 'email_address' },
    });
    expect((await bulk(['b@example.com'], { color: 'red' })).json.errors[0].code).toBe(
      'form_param_unknown',
    );
    expect((await bulk(['someone@example.com'])).json.errors[0].code).toBe('duplicate_record');
    expect((await bulk([''])).status).toBe(422);
    await admin.send('POST', path(`/invitations/${json.response[0].id}/revoke`));
    const pending = await admin.send('GET', path('/invitations'), { query: { status: 'pending' } });
    expect(pending.json.response.total_count).toBe(0);
  });
});
