import { parseArgs } from 'node:util';
import { UsageError } from '../../../src/build/command/run-command';

/** The parts of the benchmark, in the order of the page that it writes. */
const PART_NAMES = [
  'warm',
  'throughput',
  'cold',
  'propagation',
  'requests',
  'hours',
  'memory',
  'popup',
  'panel',
  'dev',
  'build',
] as const;
export type PartName = (typeof PART_NAMES)[number];

export const USAGE = `npm run bench -- [--check] [parts]

Measures the extension beside other ways to the same token, all of it in about twelve minutes, and writes
docs/benchmarks.md, section by section. Milliseconds need a machine that does nothing else.

  parts       ${PART_NAMES.join(', ')}
  --check     write nothing, and fail if a goal is missed by more than its noise
  --help, -h  print this`;

/** What is asked of the benchmark. */
export interface Flags {
  /** The parts to measure; none for all. */
  parts: PartName[];
  /** Whether a missed goal is a failure. */
  check: boolean;
}

/** Reads the command line. */
export function parseFlags(args: string[]): Flags {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { check: { type: 'boolean', default: false } },
  });
  const parts = positionals.map((name) => {
    const part = PART_NAMES.find((one) => one === name);
    if (!part) throw new UsageError(`There is no part "${name}".`);
    return part;
  });
  return { parts, check: values.check };
}
