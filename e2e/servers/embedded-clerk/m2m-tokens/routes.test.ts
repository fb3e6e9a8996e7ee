import type { Machine } from '@clerk/backend';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBackendClient } from '../../../support/clerk/backend-client';
import { addUser } from '../../../support/clerk/people';
import { createFapiTestClient } from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

let clerk: EmbeddedClerk;
let backend: ReturnType<typeof createBackendClient>;
let server: Machine;
let sender: Machine;
let stranger: Machine;
// One for each test: some of them move its clock.
beforeEach(async () => {
  clerk = await startEmbeddedClerk();
  backend = createBackendClient(clerk);
  server = await backend.machines.create({ name: 'Server' });
  sender = await backend.machines.create({ name: 'Sender', scopedMachines: [server.id] });
  stranger = await backend.machines.create({ name: 'Stranger' });
});
afterEach(() => clerk.close());

const secretKey = (machine: Machine) => ({ machineSecretKey: machine.secretKey ?? '' });
const newToken = (machine = sender, options: Parameters<typeof backend.m2m.createToken>[0] = {}) =>
  backend.m2m.createToken({ ...secretKey(machine), ...options });

it('is for the machines that its own may access', async () => {
  const { token = '', ...made } = await newToken(sender, { claims: { job: 'digest' } });
  expect(token).toMatch(/^mt_\w+$/);
  expect(made).toMatchObject({
    subject: sender.id,
    scopes: [server.id],
    claims: { job: 'digest' },
  });
  expect((await backend.m2m.verify({ token, ...secretKey(server) })).subject).toBe(sender.id);
  expect((await backend.m2m.verify({ token })).id).toBe(made.id);
  for (const asks of [stranger, sender]) {
    const verified = backend.m2m.verify({ token, ...secretKey(asks) });
    await expect(verified).rejects.toMatchObject({ status: 404 });
  }
  const foreign = (await newToken(stranger)).token ?? '';
  const verified = backend.m2m.verify({ token: foreign, ...secretKey(server) });
  await expect(verified).rejects.toMatchObject({ status: 404 });
});

it('ends with its time, its revocation and its machine', async () => {
  const [first, second, third] = [await newToken(), await newToken(), await newToken(stranger)];
  const status = (token: string | undefined) =>
    backend.m2m.verify({ token: token ?? '' }).then(
      () => 200,
      ({ status }) => status,
    );
  await expect(
    backend.m2m.revokeToken({ m2mTokenId: first.id, ...secretKey(stranger) }),
  ).rejects.toMatchObject({ status: 404 });
  const asked = { m2mTokenId: first.id, revocationReason: 'leaked', ...secretKey(sender) };
  expect(await backend.m2m.revokeToken(asked)).toMatchObject({ revocationReason: 'leaked' });
  expect([await status(first.token), await status(second.token)]).toEqual([404, 200]);

  const list = async (more: object) =>
    (await backend.m2m.list({ subject: sender.id, ...more })).data.map(({ id }) => id);
  expect(await list({})).toEqual([second.id]);
  expect(await list({ revoked: true })).toEqual([second.id, first.id]);
  await expect(list(secretKey(stranger))).rejects.toMatchObject({ status: 403 });

  await backend.machines.delete(stranger.id);
  expect(await status(third.token)).toBe(404);
  clerk.control.advanceClock(3_601_000);
  expect(await status(second.token)).toBe(404);
  expect(await list({ expired: true })).toEqual([second.id]);
});

it('is made once where one that is there does', async () => {
  const again = (minRemainingTtlSeconds: number, claims?: Record<string, unknown>) =>
    newToken(sender, { minRemainingTtlSeconds, ...(claims === undefined ? {} : { claims }) });
  const { id, token } = await newToken();
  expect(await again(60)).toMatchObject({ id, token });
  expect((await again(60, { job: 'other' })).id).not.toBe(id);
  clerk.control.advanceClock(1_800_000);
  expect((await again(3000)).id).not.toBe(id);
  await expect(again(3600)).rejects.toMatchObject({ status: 400 });
});

it('as a JWT is verified without a request, and is no other kind of token', async () => {
  const credentials = { email: 'ada@example.com', password: 'correct horse' };
  await addUser(clerk, credentials);
  const client = createFapiTestClient(clerk);
  await client.signIn(credentials.email, credentials.password);
  const { json } = await client.send('GET', '/v1/client');
  const { token = '', id } = await newToken(sender, {
    tokenFormat: 'jwt',
    claims: { id: json.response.id, sub: 'user_1', job: 'digest' },
  });
  const local = createBackendClient(clerk);
  clerk.control.clearRequests();
  const state = await local.authenticateRequest(
    new Request('https://api.example.com/', { headers: { Authorization: `Bearer ${token}` } }),
    { acceptsToken: 'm2m_token', jwtKey: clerk.jwtKey },
  );
  expect(state.toAuth()).toMatchObject({ isAuthenticated: true, subject: sender.id, id });
  expect(clerk.control.requests()).toEqual([]);
  const asClient = await createFapiTestClient(clerk).send('GET', '/v1/client', { token });
  expect(asClient.json.response?.sessions ?? []).toEqual([]);
});

it('is told from an API key by servers that accept several kinds', async () => {
  const { id: subject } = await addUser(clerk, {
    email: 'bob@example.com',
    password: 'correct horse',
  });
  const key = await backend.apiKeys.create({ name: 'Deploy', subject });
  const authenticate = async (token: string | undefined) => {
    const request = new Request('https://api.example.com/', {
      headers: { Authorization: `Bearer ${token}` },
    });
    const accepts = ['api_key', 'm2m_token', 'oauth_token'] as const;
    const state = await backend.authenticateRequest(request, { acceptsToken: [...accepts] });
    return state.toAuth();
  };
  const of = { isAuthenticated: true };
  expect(await authenticate(key.secret)).toMatchObject({ ...of, tokenType: 'api_key', subject });
  const { token } = await newToken();
  expect(await authenticate(token)).toMatchObject({ ...of, tokenType: 'm2m_token' });
  expect(await authenticate(`${token}0`)).toMatchObject({ isAuthenticated: false });
});

it('is made by machines only', async () => {
  await expect(backend.m2m.createToken()).rejects.toMatchObject({ status: 401 });
  const wrong = { machineSecretKey: 'ak_of_nobody' };
  await expect(backend.m2m.createToken(wrong)).rejects.toMatchObject({ status: 401 });
  await expect(backend.m2m.verify({ token: 'mt_1', ...wrong })).rejects.toMatchObject({
    status: 401,
  });
});
