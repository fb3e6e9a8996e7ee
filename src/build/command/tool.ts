/** `npm run check`, `fix`, `unused`, `typecheck`, `test:unit` and `test:slow`: see their `--help`. */
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './build-extension';
import { runCommand } from './run-command';
import { runProgram } from './run-program';
import { inTemporaryFolder } from './temporary-folder';

/** A script that is one call of a tool. */
interface Tool {
  about: string;
  program: string;
  args: readonly string[];
  /** What it may be told to keep to: nothing by default. */
  takes?: 'files' | 'tests';
  /** The folder it writes to, where it would say no more than a stack if it could not. */
  writes?: string;
}

const TOOLS: Readonly<Record<string, Tool>> = {
  check: {
    about: 'Looks for what Biome would format or mend, and changes nothing.',
    program: 'biome',
    args: ['check', '--error-on-warnings'],
    takes: 'files',
  },
  fix: {
    about: 'Formats, and mends what Biome can.',
    program: 'biome',
    args: ['check', '--write'],
    takes: 'files',
    writes: '.',
  },
  unused: {
    about: 'Looks for unused files, exports and dependencies, and for cycles of imports.',
    program: 'knip',
    args: [],
  },
  typecheck: {
    about: 'Checks the types of all TypeScript.',
    program: 'tsc',
    args: ['-b'],
    writes: 'node_modules',
  },
  'test:unit': {
    about: 'Runs the unit tests.',
    program: 'vitest',
    args: ['run'],
    takes: 'tests',
    writes: 'node_modules',
  },
  'test:slow': {
    about: 'Runs the unit tests that take minutes, among them copies made by `npm run init`.',
    program: 'vitest',
    args: ['run', '--config', 'vitest.slow.config.ts'],
    takes: 'tests',
    writes: 'node_modules',
  },
};

const MANUAL = {
  files: { synopsis: ' [-- FILE ...]', lines: '  FILE        a file or folder; all by default\n' },
  tests: {
    synopsis: ' [-- NAME ...] [-t TITLE]',
    lines: `  NAME        runs the files whose path has it in it; all by default
  -t TITLE    runs the tests whose title matches it
`,
  },
  nothing: { synopsis: '', lines: '' },
};

const [name = ''] = process.argv.splice(2, 1);
const tool = TOOLS[name];
if (!tool) throw new Error(`package.json names a tool “${name}” that tool.ts does not know.`);

const { about, program, args: fixed, takes, writes } = tool;
const { synopsis, lines } = MANUAL[takes ?? 'nothing'];

await runCommand({
  usage: `npm run ${name}${synopsis}

${about} For anything else call the tool: \`npx ${[program, ...fixed].join(' ')}\`.

${lines}  --help, -h  print this`,
  parse(args) {
    const { values, positionals } = parseArgs({
      args,
      options: takes === 'tests' ? { title: { type: 'string', short: 't' } } : {},
      allowPositionals: takes !== undefined,
    });
    const { title } = values;
    return typeof title === 'string' ? [...positionals, '-t', title] : positionals;
  },
  async main({ stopped }, args) {
    if (writes) await access(join(ROOT, writes), constants.W_OK);
    const all = [...fixed, ...args];
    if (program !== 'vitest') return runProgram(stopped, program, all);
    // Vitest leaves its own folder when it is stopped, and so may a test. Its workers leave their end to it, which
    // prints a stack for each that Ctrl-C ended first.
    return inTemporaryFolder((env) => runProgram(stopped, program, all, { env, apart: true }));
  },
});
