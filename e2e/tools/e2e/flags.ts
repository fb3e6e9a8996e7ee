import { parseArgs } from 'node:util';
import { UsageError } from '../../../src/build/command/run-command';

export const USAGE = `npm run e2e -- [filters] [options]

Runs the end-to-end suite, or the spec files whose path holds one of the filters, in a headed Chromium
that is found or installed. Without a screen each worker has a virtual one (Xvfb).

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
  return {
    workers: workers === undefined ? undefined : Number(workers),
    args: tokens.flatMap((token) => {
      if (token.kind === 'positional') return [token.value];
      if (token.kind !== 'option' || token.name === 'workers') return [];
      const name = token.name === 'x' ? '-x' : `--${token.name}`;
      return token.value === undefined ? [name] : [name, token.value];
    }),
  };
}
