import { parseArgs } from 'node:util';
import { UserError } from '../../../src/build/command/user-error';
import type { Mode } from '../../servers/embedded-clerk/publishable-key';

/** What `npm run clerk` was told. */
export type Flags = {
  /** `undefined`: the kind that the data file holds, or else a development instance. */
  mode: Mode | undefined;
  port: number;
  /** Where the state is kept; without it, in memory. */
  data: string | undefined;
  help: boolean;
};

/** The command line makes no sense. The message says what is wrong, and what is understood. */
export class FlagError extends UserError {
  override name = 'FlagError';
}

/** Beside 8443, which is often taken. */
const DEFAULT_PORT = 8444;

export const USAGE = `npm run clerk -- [options]

  --mode development|production  the kind of instance (default: development)
  --port NUMBER                  the TLS port on 127.0.0.1, 0 for any free one (default: ${DEFAULT_PORT})
  --data FILE                    keep users, sessions and keys in FILE (default: in memory)
  --help                         print this`;

/** Reads the command line. Throws `FlagError`. */
export function parseFlags(args: string[]): Flags {
  const { mode, port = String(DEFAULT_PORT), data, help = false } = parse(args);
  if (mode !== undefined && mode !== 'development' && mode !== 'production') {
    throw new FlagError(`--mode is "development" or "production", not "${mode}".\n\n${USAGE}`);
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new FlagError(`--port is a number from 0 to 65535, not "${port}".\n\n${USAGE}`);
  }
  if (data === '') throw new FlagError(`--data needs the name of a file.\n\n${USAGE}`);
  return { mode, port: Number(port), data, help };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        mode: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new FlagError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
