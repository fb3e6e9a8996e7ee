import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The id Chromium gives an extension with this public key (base64 DER, the manifest's `key`): the
 * first 128 bits of its SHA-256, in hexadecimal whose digits are the letters a to p.
 */
export function extensionIdOf(key: string): string {
  const hex = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return Array.from(hex, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/** The id of the built extension in `dist`. Throws when there is no build, or it has no `key`. */
export async function readExtensionId(dist: string): Promise<string> {
  const path = join(dist, 'manifest.json');
  const manifest: unknown = JSON.parse(
    await readFile(path, 'utf8').catch(() => {
      throw new Error(`There is no extension in ${dist}: run \`npm run build\` first.`);
    }),
  );
  if (typeof manifest === 'object' && manifest && 'key' in manifest) {
    if (typeof manifest.key === 'string') return extensionIdOf(manifest.key);
  }
  throw new Error(`${path} has no "key", so the extension's id would differ on every machine.`);
}
