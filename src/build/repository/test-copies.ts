/** `npm run test:copies`: see `--help`. */
import { parseArgs } from 'node:util';
import { runCommand } from '../command/run-command';
import { runProgram } from '../command/run-program';
import type { Scope } from '../command/run-scoped';
import { FEATURES } from '../init/features';
import { startCopy } from './committed-copy';

/** What each copy is made with. */
const COPIES: readonly (readonly string[])[] = [
  ['--name', 'Acme Notes', '--no-demo', '--no-sites'],
  [
    '--name',
    'Acme Memos',
    '--colour',
    '#0f766e',
    '--own-key',
    ...FEATURES.map(({ id }) => `--no-${id}`),
  ],
];

await runCommand({
  usage: `npm run test:copies

Makes copies of the working tree by \`npm run init\`, and runs each one's whole \`npm test\`, end-to-end tests
included. It goes on after a copy that fails, and says at the end which did. A quarter of an hour for each of:

${COPIES.map((flags) => `  ${flags.join(' ')}`).join('\n')}

  --help, -h  print this`,
  parse: (args) => parseArgs({ args }).values,
  async main(scope) {
    const failed: string[] = [];
    for (const flags of COPIES) {
      if ((await testCopy(scope, flags)) !== 0) failed.push(flags.join(' '));
    }
    for (const flags of failed) console.error(`\nFailed: npm run init -- ${flags}`);
    return failed.length > 0 ? 1 : 0;
  },
});

/** Resolves to the exit code of the copy's `npm test`, or of `npm run init` where that fails. */
async function testCopy({ defer, stopped }: Scope, flags: readonly string[]): Promise<number> {
  console.log(`\nnpm run init -- ${flags.join(' ')}\n`);
  const copy = startCopy();
  defer(async () => copy.remove());
  const initialised = ['run', 'init', '--', '--yes', ...flags];
  const code = await runProgram(stopped, 'npm', initialised, { cwd: copy.folder });
  if (code !== 0) return code;
  copy.commit('Make it ours');
  return runProgram(stopped, 'npm', ['test'], { cwd: copy.folder });
}
