/** `npm run key`: makes the key that fixes the extension's id, or shows the one that is there. */
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../command/build-extension';
import { runCommand } from '../command/run-command';
import { keyAdvice, openSigningKey } from './signing-key';

const FILE = join(ROOT, 'signing-key.pem');

await runCommand({
  usage: `npm run key

Makes signing-key.pem, the key that fixes the extension's id, and says what to do with it. A key that is
there is never written to: it is shown.

  --help, -h  print this`,
  parse: (args) => parseArgs({ args }).values,
  async main() {
    const { manifestKey, isNew } = await openSigningKey(FILE);
    const name = relative(ROOT, FILE);
    console.log(isNew ? `Made ${name}.` : `${name} was there already, and is as it was.`);
    console.log(keyAdvice(manifestKey, name));
    return 0;
  },
});
