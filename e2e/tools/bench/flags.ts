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
  'build',
] as const;
export type PartName = (typeof PART_NAMES)[number];

export const USAGE = `npm run bench -- [parts]

Measures the extension beside other ways to the same token, and writes docs/benchmarks.md. With parts, it
measures these alone and writes nothing.

  parts       ${PART_NAMES.join(', ')}
  --help, -h  print this`;

/** Reads the command line: the parts to measure, or none for all. */
export function parseParts(args: string[]): PartName[] {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  return positionals.map((name) => {
    const part = PART_NAMES.find((one) => one === name);
    if (!part) throw new UsageError(`There is no part "${name}".`);
    return part;
  });
}
