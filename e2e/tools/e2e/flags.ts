import { parseArgs } from 'node:util';
import { UsageError } from '../../../src/build/command/run-command';

export const USAGE = `npm run e2e -- [filters] [options]

Runs the end-to-end suite, or the spec files whose path holds one of the filters, in a headed Chromium
that is found or installed. Without a screen each worker has a virtual one (Xvfb). Without a filter it
leaves out the tests tagged @matrix: the same again in another key mode, on another transport, and such.

  --matrix               only the tests tagged @matrix (part of npm run test:all)
  --workers, -j NUMBER   how many browsers at a time (default: one a core; 1 on your own screen)
  --grep, -g PATTERN     only tests whose title matches
  --grep-invert PATTERN  only tests whose title does not match
  --repeat-each NUMBER   run each test so often
  --shard CURRENT/ALL    run one part of the suite
  --max-failures NUMBER  stop after so many
  -x                     stop after the first
  --last-failed          only what failed the last time
  --list                 show the tests, and run none
  --reporter NAME        line, list, dot, json, ...
  --trace MODE           on, off, retain-on-failure, ...
  --timeout MS           the time each test may take
  --help, -h             print this`;

/** Marks tests that repeat others under further conditions, and are worth their minutes only now and then. */
const MATRIX_TAG = '@matrix';

/** What `npm run e2e` was told. */
export interface Flags {
  workers: number | undefined;
  /** What Playwright is told: everything else, as it was given. */
  args: string[];
}

/** Reads the command line. Throws for options that Playwright or this does not know. */
export function parseFlags(args: string[]): Flags {
  const { tokens, values } = parseArgs({
    args,
    allowPositionals: true,
    tokens: true,
    options: {
      workers: { type: 'string', short: 'j' },
      matrix: { type: 'boolean' },
      grep: { type: 'string', short: 'g' },
      'grep-invert': { type: 'string' },
      'repeat-each': { type: 'string' },
      shard: { type: 'string' },
      'max-failures': { type: 'string' },
      x: { type: 'boolean', short: 'x' },
      'last-failed': { type: 'boolean' },
      list: { type: 'boolean' },
      reporter: { type: 'string' },
      trace: { type: 'string' },
      timeout: { type: 'string' },
    },
  });
  const { workers } = values;
  if (workers !== undefined && !/^[1-9]\d{0,2}$/.test(workers)) {
    throw new UsageError(`--workers is a number from 1 on, not "${workers}".`);
  }
  const choosesTests =
    values.grep !== undefined ||
    values['grep-invert'] !== undefined ||
    values['last-failed'] === true ||
    tokens.some(({ kind }) => kind === 'positional');
  if (values.matrix && choosesTests) {
    throw new UsageError('--matrix runs every test tagged @matrix: leave it out to choose some.');
  }
  const passedOn = tokens.flatMap((token) => {
    if (token.kind === 'positional') return [token.value];
    if (token.kind !== 'option' || token.name === 'workers' || token.name === 'matrix') return [];
    const name = token.name === 'x' ? '-x' : `--${token.name}`;
    return token.value === undefined ? [name] : [name, token.value];
  });
  return {
    workers: workers === undefined ? undefined : Number(workers),
    args: choosesTests
      ? passedOn
      : [...passedOn, values.matrix ? '--grep' : '--grep-invert', MATRIX_TAG],
  };
}
