import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  addOrganization,
  addPermission,
  addTemplate,
  addUser,
} from '../../../support/clerk/people';
import { createFapiTestClient, testOrigin } from '../fapi-test-client';
import { startEmbeddedClerk } from '../start';
import { createSaver, DataFileError, loadState, saveState } from './data-file';

const ADA = { email: 'ada@example.com', password: 'correct horse', firstName: 'Ada' };

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'data-file-'));
  path = join(folder, 'clerk.json');
});
afterEach(() => rm(folder, { recursive: true }));

/** An embedded Clerk with something in every table, in the middle of a sign-up. */
async function livedIn(mode: 'development' | 'production' = 'development') {
  const clerk = await startEmbeddedClerk({ mode, allowedOrigins: [testOrigin] });
  onTestFinished(() => clerk.close());
  const ada = await addUser(clerk, { ...ADA, publicMetadata: { plan: 'gold' } });
  await addOrganization(clerk, {
    name: 'Works',
    members: [{ userId: ada.id, role: 'org:admin' }],
  });
  await addTemplate(clerk, 'api', { plan: 'x', who: '{{user.id}}' }, 60);
  await addPermission(clerk, 'org:admin', 'org:reports:read');
  const client = createFapiTestClient(clerk);
  await client.signIn(ADA.email, ADA.password);
  const sign = { email_address: 'new@example.com', password: 'a good long password' };
  await createFapiTestClient(clerk).send('POST', '/v1/client/sign_ups', { form: sign });
  return { clerk, client };
}

describe('a state', () => {
  it('is read as it was written, and only by its owner', async () => {
    const { clerk } = await livedIn();
    await saveState(path, clerk.state());
    expect(await loadState(path)).toEqual(clerk.state());
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each(['development', 'production'] as const)(
    'makes another process the same Clerk: %s',
    async (mode) => {
      const { clerk, client } = await livedIn(mode);
      await saveState(path, clerk.state());
      await clerk.close();
      const state = await loadState(path);
      if (!state) throw new Error('there is no state');
      const again = await startEmbeddedClerk({ state });
      onTestFinished(() => again.close());

      expect(again.mode).toBe(mode);
      expect(again.certificatePin).toBe(clerk.certificatePin);
      expect(again.jwtKey).toBe(clerk.jwtKey);
      const { json } = await createFapiTestClient(again).send('GET', '/v1/client', {
        token: client.token(),
      });
      expect(json.response.sessions).toHaveLength(1);
      await createFapiTestClient(again).signIn(ADA.email, ADA.password);
    },
  );

  it('is absent at first', async () => {
    expect(await loadState(path)).toBeNull();
  });

  it('of any other shape is refused, and left alone', async () => {
    const { clerk } = await livedIn();
    await saveState(path, clerk.state());
    const whole = await readFile(path, 'utf8');
    const fields = Object.keys(JSON.parse(whole));
    const broken = fc.oneof(
      fc.string(),
      fc.json(),
      fc.nat(whole.length - 1).map((length) => whole.slice(0, length)),
      fc
        .constantFrom(...fields)
        .map((field) => JSON.stringify({ ...JSON.parse(whole), [field]: 7 })),
    );
    await fc.assert(
      fc.asyncProperty(broken, async (text) => {
        await writeFile(path, text);
        await expect(loadState(path)).rejects.toThrow(DataFileError);
        expect(await readFile(path, 'utf8')).toBe(text);
      }),
    );
  });

  it('that cannot be read or written is a sentence', async () => {
    await expect(loadState(folder)).rejects.toThrow(/cannot be read \(EISDIR\): choose another/);
    const { clerk } = await livedIn();
    const nowhere = join(folder, 'no', 'such', 'folder.json');
    await expect(saveState(nowhere, clerk.state())).rejects.toThrow(/cannot be written \(ENOENT\)/);
  });
});

describe('the saver', () => {
  it('saves one at a time, and the newest last', async () => {
    let version = 0;
    let running = 0;
    const saved: number[] = [];
    const saver = createSaver(
      async () => {
        running += 1;
        expect(running).toBe(1);
        const seen = version;
        await Promise.resolve();
        saved.push(seen);
        running -= 1;
      },
      () => {},
    );
    for (version = 1; version < 100; version += 1) saver.changed();
    await saver.idle();
    expect(saved.at(-1)).toBe(100);
    expect(saved.length).toBeLessThanOrEqual(2);
  });

  it('reports a failure and saves the next change', async () => {
    const save = vi.fn(async () => {});
    save.mockRejectedValueOnce(new Error('full'));
    const onError = vi.fn();
    const saver = createSaver(save, onError);
    saver.changed();
    await saver.idle();
    expect(onError).toHaveBeenCalledOnce();
    saver.changed();
    await saver.idle();
    expect(save).toHaveBeenCalledTimes(2);
  });
});
