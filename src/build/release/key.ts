/** `npm run key`: makes the key that fixes the extension's id, or shows the one that is there. */
import { join, relative } from 'node:path';
import { ROOT } from '../command/build-extension';
import { keyAdvice } from './key-advice';
import { KeyFileError, openSigningKey } from './signing-key';

const FILE = join(ROOT, 'signing-key.pem');

try {
  const { manifestKey, isNew } = await openSigningKey(FILE);
  const name = relative(ROOT, FILE);
  console.log(isNew ? `Made ${name}.` : `${name} was there already, and is as it was.`);
  console.log(keyAdvice(manifestKey, name));
} catch (error) {
  if (!(error instanceof KeyFileError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
