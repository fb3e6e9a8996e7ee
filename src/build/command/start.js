// `node src/build/command/start.js FILE.ts ...` runs a command of this project. It is plain JavaScript that an
// old Node reads too, so that it can say that it is too old before anything else is loaded.
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describeRange, supportsNode } from './node-version.js';

/** How much later than one of its children a process may learn of a Ctrl-C. */
const SIGNAL_MS = 100;

const manifest = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
);
if (!supportsNode(process.versions.node, manifest.engines.node)) {
  console.error(
    `Node ${describeRange(manifest.engines.node)} is needed, and this is ${process.versions.node}: install it from https://nodejs.org.`,
  );
  process.exitCode = 1;
} else {
  // What is left are the command's own arguments.
  const [file = ''] = process.argv.splice(2, 1);
  import('tsx/esm/api')
    .then(({ register }) => {
      register();
      return import(pathToFileURL(file).href);
    })
    .catch(async (error) => {
      // Ctrl-C may end what tsx compiles with first, and this process before it says so.
      await delay(SIGNAL_MS);
      throw error;
    });
}
