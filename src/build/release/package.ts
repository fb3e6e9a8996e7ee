/** `npm run package`: see `--help`. */
import { parseArgs } from 'node:util';
import { runCommand } from '../command/run-command';

await runCommand({
  usage: [
    'npm run package',
    '',
    'Builds the extension for production with the configuration in .env, audits it, and writes the zip for the',
    'Chrome Web Store and its checksum to dist-release/.',
    '',
    // #region feature: demo
    '  --demo      keeps the demo tab and the links to it, which stay out otherwise',
    // #endregion feature: demo
    '  --help, -h  print this',
  ].join('\n'),
  parse: (args) => {
    const { values } = parseArgs({
      args,
      options: {
        // #region feature: demo
        demo: { type: 'boolean', default: false },
        // #endregion feature: demo
      },
    });
    // #region feature: demo
    // It is for trying out, and goes to the store only when asked for.
    process.env.VITE_DEMO = values.demo ? 'on' : 'off';
    // #endregion feature: demo
    return values;
  },
  main: async (scope) => (await import('./pack')).pack(scope),
});
