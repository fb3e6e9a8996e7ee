import { request } from 'node:https';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createBackendClient } from '../../../support/clerk/backend-client';
import { addOrganization, addUser } from '../../../support/clerk/people';
import { createFapiTestClient, testOrigin } from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

const PASSWORD = 'correct horse';

let clerk: EmbeddedClerk;
beforeAll(async () => {
  clerk = await startEmbeddedClerk({ apiKeys: true });
});
afterAll(() => clerk.close());

/** Somebody who is signed in, and their session token. */
async function signedIn(email: string, at = clerk) {
  const { id } = await addUser(at, { email, password: PASSWORD });
  const client = createFapiTestClient(at);
  const session = await client.signIn(email, PASSWORD);
  const { json } = await client.send('POST', `/v1/client/sessions/${session}/tokens`);
  return { id, client, session, token: String(json.jwt) };
}

/** Asks as clerk-js does: by a session token, in JSON, without a client. */
function ask(
  token: string | null,
  method: string,
  path: string,
  body?: object,
  at = clerk,
): Promise<{ status: number; text: string; client: unknown }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: at.port,
        servername: at.host,
        ca: at.certificate,
        agent: false,
        method,
        path,
        headers: {
          Origin: testOrigin,
          'Content-Type': 'application/json',
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        },
      },
      async (response) => {
        const text = (await response.toArray()).join('');
        resolve({
          status: response.statusCode ?? 0,
          text,
          client: response.headers['clerk-db-jwt'],
        });
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

it('makes, finds, changes and revokes keys of whoever asks', async () => {
  const { id: subject, token } = await signedIn('ada@example.com');
  const made = await ask(token, 'POST', '/api_keys', { type: 'api_key', name: 'Deploy', subject });
  expect(made.status).toBe(201);
  expect(made.client).toBeUndefined();
  const { id, secret, created_by } = JSON.parse(made.text);
  expect(created_by).toBe(subject);
  expect((await createBackendClient(clerk).apiKeys.verify(secret)).subject).toBe(subject);

  const list = async (query: string) => {
    const path = `/api_keys?subject=${subject}&query=${query}&limit=10&offset=0&_clerk_js_version=6.40.0`;
    return JSON.parse((await ask(token, 'GET', path)).text);
  };
  expect(await list('dep')).toMatchObject({ data: [{ id, name: 'Deploy' }], total_count: 1 });
  expect(JSON.stringify(await list('dep'))).not.toContain(secret);
  expect(await list('other')).toEqual({ data: [], total_count: 0 });

  const again = { name: 'Deploy', subject };
  expect((await ask(token, 'POST', '/api_keys', again)).status).toBe(409);
  const changed = await ask(token, 'PATCH', `/api_keys/${id}`, { description: 'CI' });
  expect(JSON.parse(changed.text)).toMatchObject({ description: 'CI' });
  const unknown = await ask(token, 'PATCH', `/api_keys/${id}`, { scopes: ['write'] });
  expect(unknown.status).toBe(400);

  const revoked = await ask(token, 'POST', `/api_keys/${id}/revoke`, { revocation_reason: null });
  expect(JSON.parse(revoked.text)).toMatchObject({ revoked: true });
  expect(await list('')).toEqual({ data: [], total_count: 0 });
});

it('shows nobody the keys of others, and members what their role grants', async () => {
  const [ada, bob] = [await signedIn('admin@example.com'), await signedIn('bob@example.com')];
  const { id: subject } = await addOrganization(clerk, {
    name: 'Works',
    members: [
      { userId: ada.id, role: 'org:admin' },
      { userId: bob.id, role: 'org:member' },
    ],
  });
  const key = { name: 'Deploy', subject };
  const status = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).status;
  const made = await ask(ada.token, 'POST', '/api_keys', key);
  expect(made.status).toBe(201);
  const path = `/api_keys/${JSON.parse(made.text).id}`;
  expect(await status(bob.token, 'GET', `/api_keys?subject=${subject}`)).toBe(403);
  expect(await status(bob.token, 'POST', '/api_keys', key)).toBe(403);
  expect(await status(bob.token, 'PATCH', path, { description: 'mine' })).toBe(403);
  expect(await status(bob.token, 'POST', `${path}/revoke`, {})).toBe(403);
  expect(await status(bob.token, 'GET', `/api_keys?subject=${ada.id}`)).toBe(403);
});

it('shows the keys to members whose role reads them, and lets those change none', async () => {
  const own = await startEmbeddedClerk({ apiKeys: true });
  onTestFinished(() => own.close());
  const { id: userId, token } = await signedIn('bob@example.com', own);
  const members = [{ userId, role: 'org:member' }];
  const { id: subject } = await addOrganization(own, { name: 'Works', members });
  const backend = createBackendClient(own);
  const { id } = await backend.apiKeys.create({ name: 'Deploy', subject });
  const status = async (method: string, path: string, body?: object) =>
    (await ask(token, method, path, body, own)).status;
  expect(await status('GET', `/api_keys?subject=${subject}`)).toBe(403);

  const { organizationPermissions, organizationRoles } = backend;
  const { data: permissions } = await organizationPermissions.getOrganizationPermissionList({
    limit: 100,
  });
  const { data: roles } = await organizationRoles.getOrganizationRoleList();
  await organizationRoles.assignPermissionToOrganizationRole({
    organizationRoleId: roles.find(({ key }) => key === 'org:member')?.id ?? '',
    permissionId: permissions.find(({ key }) => key === 'org:sys_api_keys:read')?.id ?? '',
  });
  expect(await status('GET', `/api_keys?subject=${subject}`)).toBe(200);
  expect(await status('POST', '/api_keys', { name: 'Mine', subject })).toBe(403);
  expect(await status('POST', `/api_keys/${id}/revoke`, {})).toBe(403);
});

it('refuses whoever still owes a step of the sign-in', async () => {
  const own = await startEmbeddedClerk({ apiKeys: true, requireOrganization: true });
  onTestFinished(() => own.close());
  const { id: userId, client, session, token } = await signedIn('ada@example.com', own);
  const status = async () =>
    (await ask(token, 'GET', `/api_keys?subject=${userId}`, undefined, own)).status;
  expect(await status()).toBe(401);
  const { id } = await addOrganization(own, {
    name: 'Works',
    members: [{ userId, role: 'org:member' }],
  });
  await client.send('POST', `/v1/client/sessions/${session}/touch`, {
    form: { active_organization_id: id },
  });
  expect(await status()).toBe(200);
});

it('refuses whoever is not signed in, and an instance without API keys everybody', async () => {
  const { id: subject, token, session } = await signedIn('eve@example.com');
  const path = `/api_keys?subject=${subject}`;
  const status = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).status;
  expect(await status(token, 'GET', path)).toBe(200);
  expect(await status(null, 'GET', path)).toBe(401);
  expect(await status(`${token.slice(0, -8)}AAAAAAAA`, 'GET', path)).toBe(401);
  await createBackendClient(clerk).sessions.revokeSession(session);
  expect(await status(token, 'GET', path)).toBe(401);

  const without = await startEmbeddedClerk();
  try {
    const { id, token } = await signedIn('ada@example.com', without);
    const asked = `/api_keys?subject=${id}`;
    expect(await status(token, 'GET', asked, undefined, without)).toBe(403);
  } finally {
    await without.close();
  }
});

it('refuses a token that has expired', async () => {
  const { id, token } = await signedIn('late@example.com');
  clerk.control.advanceClock(61_000);
  expect((await ask(token, 'GET', `/api_keys?subject=${id}`)).status).toBe(401);
});
