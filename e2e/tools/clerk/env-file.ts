import { rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../../../src/build/command/user-error';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';

/** The file exists already, or cannot be written. The message says what to do. */
class EnvFileError extends UserError {
  override name = 'EnvFileError';
}

export type EnvFile = {
  /** The certificate beside it, for NODE_EXTRA_CA_CERTS. */
  certificatePath: string;
  /** Deletes both. */
  remove(): Promise<void>;
};

/**
 * Writes what an app needs to use `clerk` into `path`, in the form that dotenv, Vite, `node --env-file` and
 * a shell read alike, and the certificate beside it. Only its owner may read it. Rejects with
 * `EnvFileError` rather than replace a file that it did not make.
 */
export async function writeEnvFile(
  path: string,
  clerk: Pick<
    EmbeddedClerk,
    'apiUrl' | 'certificate' | 'host' | 'jwtKey' | 'publishableKey' | 'secretKey'
  >,
): Promise<EnvFile> {
  const envPath = resolve(path);
  const certificatePath = `${envPath}.pem`;
  const lines = [
    `CLERK_PUBLISHABLE_KEY=${clerk.publishableKey}`,
    `VITE_CLERK_PUBLISHABLE_KEY=${clerk.publishableKey}`,
    `NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=${clerk.publishableKey}`,
    `CLERK_SECRET_KEY=${clerk.secretKey}`,
    `CLERK_JWT_KEY="${clerk.jwtKey.trim()}"`,
    `CLERK_API_URL=${clerk.apiUrl}`,
    `CLERK_FAPI=${clerk.host}`,
    `NODE_EXTRA_CA_CERTS="${certificatePath}"`,
    '',
  ];
  const made: string[] = [];
  const remove = async () => {
    await Promise.all(made.map((file) => rm(file, { force: true })));
  };
  const write = async (file: string, text: string) => {
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    made.push(file);
  };
  try {
    await write(envPath, lines.join('\n'));
    await write(certificatePath, clerk.certificate);
  } catch (error) {
    await remove();
    const { code = 'unknown', path: at = envPath } = error as NodeJS.ErrnoException;
    throw new EnvFileError(
      code === 'EEXIST'
        ? `${at} is there already, and is left as it is: delete it, or choose another file.`
        : `${at} cannot be written (${code}): choose a file in a folder that exists and is yours.`,
    );
  }
  return { certificatePath, remove };
}
