import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createBackendClient } from '../../../../support/clerk/backend-client';
import { addUser } from '../../../../support/clerk/people';
import { type EmbeddedClerk, startEmbeddedClerk } from '../../start';

let clerk: EmbeddedClerk;
let backend: ReturnType<typeof createBackendClient>;
let subject: string;
beforeAll(async () => {
  clerk = await startEmbeddedClerk();
  backend = createBackendClient(clerk);
});
beforeEach(async () => {
  ({ id: subject } = await addSomebody());
});
afterAll(() => clerk.close());

let people = 0;
const addSomebody = () => {
  people += 1;
  return addUser(clerk, { email: `ada-${people}@example.com`, password: 'correct horse' });
};

/** What a request with `secret` is to a server. */
async function authenticate(secret: string) {
  const request = new Request('https://api.example.com/', {
    headers: { Authorization: `Bearer ${secret}` },
  });
  const state = await backend.authenticateRequest(request, {
    acceptsToken: ['session_token', 'api_key'],
  });
  return state.toAuth();
}

it('makes a key whose secret lets its subject in until it is revoked', async () => {
  const key = await backend.apiKeys.create({
    name: 'Deploy',
    subject,
    createdBy: subject,
    claims: { stage: 'live' },
    scopes: ['write'],
  });
  const secret = key.secret ?? '';
  expect(secret).toMatch(/^ak_\w+$/);
  expect(await backend.apiKeys.getSecret(key.id)).toEqual({ secret });
  expect(await authenticate(secret)).toMatchObject({
    isAuthenticated: true,
    userId: subject,
    scopes: ['write'],
    claims: { stage: 'live' },
  });
  const used = await backend.apiKeys.get(key.id);
  expect(used.secret).toBeUndefined();
  expect(used.lastUsedAt).not.toBeNull();

  const revoked = await backend.apiKeys.revoke({ apiKeyId: key.id, revocationReason: 'leaked' });
  expect(revoked).toMatchObject({ revoked: true, revocationReason: 'leaked' });
  expect(await authenticate(secret)).toMatchObject({ isAuthenticated: false });
  await expect(backend.apiKeys.verify(secret)).rejects.toMatchObject({ status: 404 });
  expect((await backend.apiKeys.list({ subject })).totalCount).toBe(0);
  expect((await backend.apiKeys.list({ subject, includeInvalid: true })).totalCount).toBe(1);
});

it('changes, pages, expires and deletes them', async () => {
  const make = (name: string) => backend.apiKeys.create({ name, subject });
  const [first, second] = [await make('First'), await make('Second')];
  await expect(make('First')).rejects.toMatchObject({
    status: 409,
    errors: [{ code: 'token_creation_conflict' }],
  });
  const { data, totalCount } = await backend.apiKeys.list({ subject, limit: 1 });
  expect([data[0]?.id, totalCount]).toEqual([second.id, 2]);

  const changed = await backend.apiKeys.update({
    apiKeyId: first.id,
    subject,
    description: 'CI',
    secondsUntilExpiration: 60,
  });
  expect(changed).toMatchObject({ description: 'CI', expired: false, name: 'First' });
  clerk.control.advanceClock(61_000);
  expect(await backend.apiKeys.get(first.id)).toMatchObject({ expired: true });
  await expect(backend.apiKeys.verify(first.secret ?? '')).rejects.toMatchObject({ status: 404 });

  await backend.apiKeys.delete(second.id);
  await expect(backend.apiKeys.get(second.id)).rejects.toMatchObject({ status: 404 });
  await expect(backend.apiKeys.verify(second.secret ?? '')).rejects.toMatchObject({ status: 404 });
});

it('refuses what the document does not have, without repeating it', async () => {
  const send = async (path: string, body: object) => {
    const response = await fetch(`${clerk.apiUrl}/v1/api_keys${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${clerk.secretKey}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };
  const unknown = await send('/verify', { secret: 'ak_5ecret', token: 'ak_5ecret' });
  expect(unknown.status).toBe(400);
  expect(unknown.text).toContain("Invalid 'body.token'");
  expect(unknown.text).not.toContain('5ecret');
  expect((await send('', { name: 'ab', subject })).status).toBe(400);
  expect((await send('', { name: 'Deploy', subject: 'ada' })).status).toBe(400);
  const malformed = await send('/ak_5ecret/revoke', {});
  expect(malformed.status).toBe(400);
  expect(malformed.text).toContain("Invalid 'url_parameter.apiKeyID'");
  expect(malformed.text).not.toContain('5ecret');
  expect((await send('', { name: 'Deploy', subject, seconds_until_expiration: 0 })).status).toBe(
    400,
  );
});

it('takes the keys of a deleted user away, and keeps no secret', async () => {
  const { secret = '' } = await backend.apiKeys.create({ name: 'Deploy', subject });
  expect(JSON.stringify([...clerk.state().apiKeys.values()])).not.toContain(secret);
  await backend.users.deleteUser(subject);
  await expect(backend.apiKeys.verify(secret)).rejects.toMatchObject({ status: 404 });
});
