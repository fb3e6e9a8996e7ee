import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBackendClient } from '../../../support/clerk/backend-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

let clerk: EmbeddedClerk;
let backend: ReturnType<typeof createBackendClient>;
beforeAll(async () => {
  clerk = await startEmbeddedClerk();
  backend = createBackendClient(clerk);
});
afterAll(() => clerk.close());

const secretOf = async (id: string) => (await backend.machines.getSecretKey(id)).secret;
const tokenBy = (machineSecretKey: string) => backend.m2m.createToken({ machineSecretKey });

it('makes, finds, changes and deletes machines', async () => {
  const server = await backend.machines.create({ name: 'Mail server' });
  expect(server).toMatchObject({ name: 'Mail server', defaultTokenTtl: 3600, scopedMachines: [] });
  expect(await secretOf(server.id)).toBe(server.secretKey);
  const sender = await backend.machines.create({
    name: 'Newsletter',
    scopedMachines: [server.id],
    defaultTokenTtl: 60,
  });
  expect(sender.scopedMachines.map(({ id }) => id)).toEqual([server.id]);

  const { data, totalCount } = await backend.machines.list({ query: 'news', orderBy: '+name' });
  expect([data.map(({ id }) => id), totalCount]).toEqual([[sender.id], 1]);
  expect((await backend.machines.list({ query: server.id })).totalCount).toBe(1);
  const renamed = await backend.machines.update({ machineId: sender.id, name: 'Digest' });
  expect(renamed).toMatchObject({ name: 'Digest', defaultTokenTtl: 60 });

  await backend.machines.delete(server.id);
  await expect(backend.machines.get(server.id)).rejects.toMatchObject({ status: 404 });
  expect((await backend.machines.get(sender.id)).scopedMachines).toEqual([]);
  await expect(tokenBy(server.secretKey ?? '')).rejects.toMatchObject({ status: 401 });
});

it('gives and takes scopes', async () => {
  const server = await backend.machines.create({ name: 'Server' });
  const sender = await backend.machines.create({ name: 'Sender' });
  const scope = { fromMachineId: sender.id, toMachineId: server.id };
  expect(await backend.machines.createScope(sender.id, server.id)).toMatchObject(scope);
  await expect(backend.machines.createScope(sender.id, server.id)).rejects.toMatchObject({
    status: 409,
  });
  await expect(backend.machines.createScope(sender.id, 'mch_none')).rejects.toMatchObject({
    status: 404,
  });
  expect(await backend.machines.deleteScope(sender.id, server.id)).toMatchObject({ deleted: true });
  await expect(backend.machines.deleteScope(sender.id, server.id)).rejects.toMatchObject({
    status: 404,
  });
  await expect(
    backend.machines.create({ name: 'Lost', scopedMachines: ['mch_none'] }),
  ).rejects.toMatchObject({ status: 422 });
});

it('lets the previous secret key in for as long as the rotation says', async () => {
  const { id, secretKey = '' } = await backend.machines.create({ name: 'Server' });
  const { secret } = await backend.machines.rotateSecretKey({
    machineId: id,
    previousTokenTtl: 60,
  });
  expect(secret).not.toBe(secretKey);
  expect((await tokenBy(secretKey)).subject).toBe(id);
  expect((await tokenBy(secret)).subject).toBe(id);
  clerk.control.advanceClock(61_000);
  await expect(tokenBy(secretKey)).rejects.toMatchObject({ status: 401 });
  await backend.machines.rotateSecretKey({ machineId: id, previousTokenTtl: 0 });
  await expect(tokenBy(secret)).rejects.toMatchObject({ status: 401 });
});
