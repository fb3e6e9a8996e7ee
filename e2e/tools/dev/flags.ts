import { parseArgs } from 'node:util';
import { UsageError } from '../../../src/build/command/run-command';

export const USAGE = `npm run dev -- [options]

Serves the extension from its sources, in a browser of its own: a changed page shows at once, whatever
else is changed as soon as the extension has been reloaded, which opens its pages again. Without a
VITE_CLERK_PUBLISHABLE_KEY in .env it is for an embedded Clerk, with a user to sign in as: no account, no
key. Ends on Ctrl-C or with the browser's last window.

  --signed-in   the embedded Clerk's demo user is signed in from the start
  --no-browser  opens none: load dist-dev/ into your own
  --help, -h    print this`;

/** What `npm run dev` was told. */
export interface Flags {
  opensBrowser: boolean;
  signedIn: boolean;
}

/** Reads the command line. Throws for what it does not know. */
export function parseFlags(args: string[]): Flags {
  const { values } = parseArgs({
    args,
    options: {
      'signed-in': { type: 'boolean', default: false },
      'no-browser': { type: 'boolean', default: false },
    },
  });
  if (values['signed-in'] && values['no-browser']) {
    throw new UsageError('--signed-in signs in to the browser that --no-browser leaves out.');
  }
  return { opensBrowser: !values['no-browser'], signedIn: values['signed-in'] };
}
