import { UserError } from '../../src/build/command/user-error';
import { decodePublishableKey } from '../../src/config/publishable-key';

/** The keys of the development instance that the live check runs against. */
export interface LiveKeys {
  publishableKey: string;
  secretKey: string;
}

/** The keys are there and cannot be used. The message says why. */
export class LiveKeysError extends UserError {
  override name = 'LiveKeysError';
}

/**
 * Reads `CLERK_PUBLISHABLE_KEY` and `CLERK_SECRET_KEY`; `null` if either is missing. Throws
 * `LiveKeysError` for anything but a development instance's: the check makes and deletes a user.
 */
export function readLiveKeys(env: Readonly<Record<string, string | undefined>>): LiveKeys | null {
  const publishableKey = env.CLERK_PUBLISHABLE_KEY?.trim();
  const secretKey = env.CLERK_SECRET_KEY?.trim();
  if (!publishableKey || !secretKey) return null;
  const isDevelopment =
    decodePublishableKey(publishableKey)?.mode === 'development' &&
    secretKey.startsWith('sk_test_');
  if (!isDevelopment) {
    throw new LiveKeysError(
      'The live check wants the keys of a development instance: CLERK_PUBLISHABLE_KEY as pk_test_... and CLERK_SECRET_KEY as sk_test_.... It makes a user there and deletes it again.',
    );
  }
  return { publishableKey, secretKey };
}
