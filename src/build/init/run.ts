/** `npm run init`: see `--help`. */
import { runCommand } from '../command/run-command';
import { FEATURES } from './features';
import { parseFlags } from './wishes';

const toLine = ({ id, about }: { id: string; about: string }) =>
  `\n${`  --no-${id}`.padEnd(26)}without ${about}`;

await runCommand({
  usage: `npm run init

Makes this project yours: asks what it is called and what it shall keep, and edits the sources. It can be
run again, to change a name or to take another part out. \`git diff\` shows what it did.

  --name TEXT             what Chrome, the Web Store and the pages call it
  --short-name TEXT       the same in at most 12 characters; from the name by default
  --description TEXT      what it does, in at most 132 characters
  --colour #RRGGBB        of pages and icon
  --icon FILE.svg         the icon, and the mark on the pages: a plain, square SVG
  --author TEXT           for package.json and LICENSE
  --licence ID            for package.json, such as MIT or UNLICENSED
  --own-key               makes signing-key.pem, and so an extension id of your own
  --publishable-key KEY   of your Clerk application, for .env${FEATURES.map(toLine).join('')}

  --yes                   asks nothing: what no flag names stays as it is
  --dry-run               says what it would do, and changes nothing
  --help, -h              print this`,
  parse: parseFlags,
  main: async (scope, flags) => (await import('./init')).init(scope, flags),
});
