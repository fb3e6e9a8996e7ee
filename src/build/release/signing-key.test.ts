import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { extensionIdOf } from './extension-id';
import { KeyFileError, keyAdvice, openSigningKey } from './signing-key';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signing-key-'));
  file = join(folder, 'signing-key.pem');
});
afterEach(() => rm(folder, { recursive: true }));

describe('openSigningKey', () => {
  it('makes an RSA key in PKCS #8 that only its owner may read', async () => {
    const { pem, isNew } = await openSigningKey(file);
    expect(isNew).toBe(true);
    expect(await readFile(file, 'utf8')).toBe(pem);
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(createPrivateKey(pem).asymmetricKeyDetails?.modulusLength).toBe(2048);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('never writes to a file that is there', async () => {
    const first = await openSigningKey(file);
    await chmod(file, 0o400);
    const second = await openSigningKey(file);
    expect(second).toEqual({ ...first, isNew: false });
  });

  it('makes one key when asked twice at once', async () => {
    const [a, b] = await Promise.allSettled([openSigningKey(file), openSigningKey(file)]);
    const made = [a, b].filter((one) => one.status === 'fulfilled' && one.value.isNew);
    expect(made).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['something else', 'my notes, with a secret'],
    [
      'another kind of key',
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ],
  ])('refuses a file that holds %s, without a word of it', async (_name, text) => {
    await writeFile(file, text);
    const error = await openSigningKey(file).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KeyFileError);
    expect(String(error)).not.toContain('my notes');
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('gives the public half as the manifest wants it', async () => {
    const { manifestKey } = await openSigningKey(file);
    expect(manifestKey).toMatch(/^MII[A-Za-z0-9+/]+={0,2}$/);
    const digest = createHash('sha256').update(Buffer.from(manifestKey, 'base64')).digest();
    expect(extensionIdOf(manifestKey)).toHaveLength(32);
    expect(extensionIdOf(manifestKey).charCodeAt(0) - 97).toBe((digest[0] ?? 0) >> 4);
  });
});

describe('keyAdvice', () => {
  it('names the id, the variable and both calls, and nothing of the private half', async () => {
    const { manifestKey, pem } = await openSigningKey(file);
    const advice = keyAdvice(manifestKey, 'signing-key.pem');
    const id = extensionIdOf(manifestKey);
    expect(advice).toContain(`Extension id: ${id}\n`);
    expect(advice).toContain(`\nVITE_EXTENSION_KEY=${manifestKey}\n`);
    expect(advice).toContain(`-d '{"allowed_origins": ["chrome-extension://${id}"]}'`);
    // #region feature: oauth
    expect(advice).toContain(`-d '{"url": "https://${id}.chromiumapp.org/clerk"}'`);
    // #endregion feature: oauth
    for (const line of pem.split('\n').slice(1, 5)) expect(advice).not.toContain(line);
  });
});
