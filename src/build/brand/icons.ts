/** `npm run icons`: see `--help`. */
import { parseArgs } from 'node:util';
import { ROOT } from '../command/build-extension';
import { runCommand } from '../command/run-command';

await runCommand({
  usage: `npm run icons

Draws public/icons/icon.svg at each size that the manifest names, as public/icons/icon-*.png.

  --help, -h  print this`,
  parse: (args) => parseArgs({ args }).values,
  async main() {
    const { ICON_SIZES, writeIcons } = await import('./draw-icons');
    await writeIcons(ROOT);
    console.log(`Drawn: public/icons/icon-{${ICON_SIZES.join()}}.png.`);
    return 0;
  },
});
