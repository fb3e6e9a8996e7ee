import { verifyToken } from '@clerk/backend';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createBackendClient } from '../../../support/clerk/backend-client';
import { signInNewUser } from '../../../support/clerk/new-user';
import {
  activeSessions,
  addOrganization,
  addTemplate,
  addUser,
} from '../../../support/clerk/people';
import { createFapiTestClient, type FapiTestClient, testOrigin } from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

const dayMs = 24 * 60 * 60 * 1000;
let clerk: EmbeddedClerk;
let client: FapiTestClient;
let userId: string;
let sessionId: string;
let count = 0;

beforeAll(async () => {
  clerk = await startEmbeddedClerk();
});
afterAll(() => clerk.close());
beforeEach(async () => {
  count += 1;
  ({ id: userId, client, sessionId } = await signInNewUser(clerk));
});

const token = (form: Record<string, string> = {}, suffix = '') =>
  client.send('POST', `/v1/client/sessions/${sessionId}/tokens${suffix}`, { form });
const touch = (form: Record<string, string>) =>
  client.send('POST', `/v1/client/sessions/${sessionId}/touch`, { form });

describe('tokens', () => {
  it('come bare, for the asking origin, and verify', async () => {
    const { json } = await token({ organization_id: '' });
    expect(json).toEqual({ object: 'token', jwt: expect.any(String) });
    const claims = await verifyToken(json.jwt, { jwtKey: clerk.jwtKey });
    expect(claims).toMatchObject({ sub: userId, sid: sessionId, azp: testOrigin });
  });

  it('are new ones every time', async () => {
    const [one, two] = [await token(), await token()];
    expect(one.json.jwt).not.toBe(two.json.jwt);
  });

  it('are for whatever the page’s tab is to its user', async () => {
    expect((await token({ organization_id: '', tab_state: 'hidden' })).status).toBe(200);
  });

  it('of a template that does not exist are not found', async () => {
    const { status, json } = await token({}, '/nope');
    expect(status).toBe(404);
    expect(json.errors[0].code).toBe('resource_not_found');
  });

  it('of a template say what it says', async () => {
    await addTemplate(clerk, 'api', { who: '{{user.id}}' }, 600);
    expect(decodeJwt((await token({}, '/api')).json.jwt)).toMatchObject({ who: userId });
  });
});

describe('the active organisation', () => {
  it('is set by touch, kept by the session, and told in tokens', async () => {
    const { id, slug } = await addOrganization(clerk, {
      name: `Org ${count}`,
      members: [{ userId, role: 'org:member' }],
    });
    const { json } = await touch({ active_organization_id: id, intent: 'select_org' });
    expect(json.response.last_active_organization_id).toBe(id);
    expect(decodeJwt((await token()).json.jwt).o).toEqual({ id, slg: slug, rol: 'member' });
    expect(decodeJwt((await token({ organization_id: '' })).json.jwt)).not.toHaveProperty('o');

    await touch({ active_organization_id: '', intent: 'select_org' });
    expect(decodeJwt((await token()).json.jwt)).not.toHaveProperty('o');
  });

  it('is left when the membership ends', async () => {
    const { id } = await addOrganization(clerk, {
      name: `Org ${count}`,
      members: [{ userId, role: 'org:member' }],
    });
    await touch({ active_organization_id: id });
    const { organizations } = createBackendClient(clerk);
    await organizations.deleteOrganizationMembership({ organizationId: id, userId });
    const { json } = await client.send('GET', '/v1/client');
    expect(json.response.sessions[0].last_active_organization_id).toBeNull();
    expect((await token({ organization_id: id })).status).toBe(404);
  });

  it('is from the sign-in on the one that was active last, or else the one joined last', async () => {
    const other = await startEmbeddedClerk({ requireOrganization: true });
    onTestFinished(() => other.close());
    const credentials = { email: 'ada@example.com', password: 'correct horse' };
    const { id: adaId } = await addUser(other, credentials);
    const members = [{ userId: adaId, role: 'org:member' as const }];
    const { id: first } = await addOrganization(other, { name: 'First', members });
    const { id: second } = await addOrganization(other, { name: 'Second', members });
    const signIn = async () => {
      const browser = createFapiTestClient(other);
      const id = await browser.signIn(credentials.email, credentials.password);
      const { json } = await browser.send('GET', `/v1/client/sessions/${id}`);
      return { browser, session: json.response };
    };

    const { browser, session } = await signIn();
    expect(session).toMatchObject({ status: 'active', last_active_organization_id: second });
    const form = { active_organization_id: first };
    await browser.send('POST', `/v1/client/sessions/${session.id}/touch`, { form });
    expect((await signIn()).session.last_active_organization_id).toBe(first);

    const { organizations } = createBackendClient(other);
    await organizations.deleteOrganizationMembership({ organizationId: first, userId: adaId });
    expect((await signIn()).session.last_active_organization_id).toBe(second);
    await organizations.deleteOrganization(second);
    expect((await signIn()).session).toMatchObject({
      status: 'pending',
      last_active_organization_id: null,
    });
  });

  it('cannot be one the user is not in', async () => {
    const { id } = await addOrganization(clerk, { name: `Org ${count}`, members: [] });
    expect((await touch({ active_organization_id: id })).status).toBe(404);
    expect((await token({ organization_id: id })).status).toBe(404);
  });
});

describe('the end of a session', () => {
  it.each(['end', 'remove'])('comes with %s, and no token after it', async (action) => {
    const { json } = await client.send('POST', `/v1/client/sessions/${sessionId}/${action}`);
    expect(json.client.sessions).toEqual([]);
    expect(json.client.last_active_session_id).toBeNull();
    expect((await token()).status).toBe(401);
  });

  it.each(['/v1/client/sessions', '/v1/client'])('comes with DELETE %s', async (path) => {
    expect((await client.send('DELETE', path)).status).toBe(200);
    expect((await token()).status).toBe(401);
    expect(await activeSessions(clerk, userId)).toEqual([]);
  });

  it('comes when a backend revokes it', async () => {
    expect((await token()).status).toBe(200);
    await createBackendClient(clerk).sessions.revokeSession(sessionId);
    const { status, json } = await token();
    expect(status).toBe(401);
    expect(json.errors[0].code).toBe('authentication_invalid');
    expect((await client.send('GET', '/v1/client')).json.response.sessions).toEqual([]);
  });

  it('comes by itself after seven days', async () => {
    const other = await startEmbeddedClerk();
    onTestFinished(() => other.close());
    const { client: browser } = await signInNewUser(other);
    other.control.advanceClock(7 * dayMs - 60_000);
    expect(await activeSessions(other)).toHaveLength(1);
    other.control.advanceClock(60_000);
    expect(await activeSessions(other)).toEqual([]);
    expect((await browser.send('GET', '/v1/me')).status).toBe(401);
  });
});
