import { parseArgs } from 'node:util';
import { UsageError } from '../command/run-command';
import type { Endpoint } from './fetch';

/** What `npm run doctor` was told. */
export type Flags = {
  json: boolean;
  fix: boolean;
  /** The calls of `fix` are made without asking. */
  yes: boolean;
  /** Vite's mode: which of the .env files are read. */
  mode: string;
  connectTo: Endpoint | undefined;
};

export const USAGE = `npm run doctor -- [options]

Reads the configuration in .env, asks the Clerk instance and the hosts it names, and says line by line
what is right, what is wrong and what to do, and what could not be told. It changes nothing by itself.

With CLERK_SECRET_KEY in the environment or in .env it reads the allowed origins and the redirect URLs
too. CLERK_API_URL is where the Backend API is (default: https://api.clerk.com).

  --fix                      show the calls that add the extension to those two lists, and make them
  --yes                      make them without asking
  --json                     print { "findings": [{ "check", "verdict", "says", "remedy" }] }
  --mode MODE                read the .env files of that mode of Vite (default: production)
  --connect-to ADDRESS:PORT  connect there for the key's host, as for \`npm run clerk\`: 127.0.0.1:8444
  --help, -h                 print this

Exit code: 0 nothing is wrong, 1 something is, 2 it could not run.`;

/** Reads the command line. Throws for what it does not understand. */
export function parseFlags(args: string[]): Flags {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean' },
      fix: { type: 'boolean' },
      yes: { type: 'boolean' },
      mode: { type: 'string' },
      'connect-to': { type: 'string' },
    },
  });
  const { json = false, fix = false, yes = false, mode = 'production' } = values;
  if (yes && !fix) throw new UsageError('--yes says yes to --fix, which is missing.');
  if (!/^[a-z]+$/.test(mode) || mode === 'local') {
    throw new UsageError(`--mode is a mode of Vite, such as production, not "${mode}".`);
  }
  return { json, fix, yes, mode, connectTo: parseEndpoint(values['connect-to']) };
}

/** Reads ADDRESS:PORT. Throws for what is neither that nor left out. */
export function parseEndpoint(text: string | undefined): Endpoint | undefined {
  if (text === undefined) return undefined;
  const match = /^([\w.-]+|\[[\da-f:]+\]):(\d{1,5})$/i.exec(text);
  const port = Number(match?.[2]);
  if (!match?.[1] || port < 1 || port > 65_535) {
    throw new UsageError(`--connect-to is ADDRESS:PORT, such as 127.0.0.1:8444, not "${text}".`);
  }
  return { address: match[1].replace(/^\[|\]$/g, ''), port };
}
