import { parseArgs } from 'node:util';
import { runCommand } from './run-command';
import { runProgram } from './run-program';

/**
 * Is a command that runs scripts of package.json one after another, up to the first that fails.
 *
 * @param name its own script's.
 * @param about what it is for, for `--help`.
 */
export function runScripts(name: string, about: string, scripts: string[][]): Promise<void> {
  return runCommand({
    usage: `npm run ${name}

${about} One after another, up to the first that fails:

${scripts.map((script) => `  npm run ${script.join(' ')}`).join('\n')}

  --help, -h  print this`,
    // Refused now, what is unknown is not refused by the last of them after minutes.
    parse: (args) => parseArgs({ args }).values,
    async main({ stopped }) {
      for (const script of scripts) {
        const code = await runProgram(stopped, 'npm', ['run', ...script]);
        if (code !== 0) return code;
      }
      return 0;
    },
  });
}
