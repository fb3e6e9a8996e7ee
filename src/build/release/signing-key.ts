import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { UserError } from '../command/user-error';
import { extensionIdOf } from './extension-id';

/** An extension's key pair. */
export interface SigningKey {
  /** PKCS #8 in PEM: whoever has it can sign as this extension. */
  pem: string;
  /** The public half, as the manifest's `key` wants it: base64 of its DER, on one line. */
  manifestKey: string;
}

/** The key file was not there, or not a key. One sentence that says what to do. */
export class KeyFileError extends UserError {
  override name = 'KeyFileError';
}

/** A new RSA key of 2048 bits, the kind Chrome packs extensions with. */
function createSigningKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return fromPem(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
}

/**
 * The key in `file`, made there if there is none. A file that is there is never written to: a lost key
 * is a lost extension id.
 *
 * @throws {KeyFileError} when the file is there and holds no RSA private key.
 */
export async function openSigningKey(file: string): Promise<SigningKey & { isNew: boolean }> {
  const key = createSigningKey();
  try {
    // `wx` fails if the file is there, in the same step as it would be made; others never may read it.
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(key.pem);
    } finally {
      await handle.close();
    }
    return { ...key, isNew: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  try {
    return { ...fromPem(await readFile(file, 'utf8')), isNew: false };
  } catch {
    // The parser's own message may show what is in the file.
    throw new KeyFileError(
      `${file} is there and holds no RSA private key in PEM: move it away and run this again, or put your key in its place.`,
    );
  }
}

function fromPem(pem: string): SigningKey {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'rsa') throw new KeyFileError('Chrome signs with RSA.');
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return { pem, manifestKey: der.toString('base64') };
}

/**
 * What to do with a new key: where its public half goes, and the call that lets the extension in at
 * Clerk.
 *
 * @see https://www.npmjs.com/package/@clerk/chrome-extension
 */
export function keyAdvice(manifestKey: string, file: string): string {
  const id = extensionIdOf(manifestKey);
  return [
    `Extension id: ${id}

1. Build with it: put this line in .env. Every build then has this id, on every machine.

VITE_EXTENSION_KEY=${manifestKey}

2. Let it in at Clerk, once for the development instance and once for the production one, each with its
   own secret key (sk_test_, sk_live_) from https://dashboard.clerk.com/last-active?path=api-keys. Name
   every origin that is to be let in, not only this.

curl -X PATCH https://api.clerk.com/v1/instance \\
  -H "Authorization: Bearer $CLERK_SECRET_KEY" -H "Content-Type: application/json" \\
  -d '{"allowed_origins": ["chrome-extension://${id}"]}'`,
    // #region feature: oauth
    `   Sign-in with a provider (Google, GitHub, enterprise SSO) returns to an address of the extension's own.
   Allow it too, or set VITE_CLERK_OAUTH=off. In the dashboard it is under Native applications.

curl -X POST https://api.clerk.com/v1/redirect_urls \\
  -H "Authorization: Bearer $CLERK_SECRET_KEY" -H "Content-Type: application/json" \\
  -d '{"url": "https://${id}.chromiumapp.org/clerk"}'`,
    // #endregion feature: oauth
    `3. Keep ${file} where you keep secrets, and out of git. The Chrome Web Store signs with a
   key of its own: docs/release.md says how to have one id in both places.
`,
  ].join('\n\n');
}
