import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { ROOT } from './build-extension';
import { runCommand } from './run-command';

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
        stopped.throwIfAborted();
        const child = spawn('npm', ['run', ...script], {
          cwd: ROOT,
          stdio: 'inherit',
          // npm is a script there.
          shell: process.platform === 'win32',
        });
        const forward = () => child.kill();
        stopped.addEventListener('abort', forward);
        const [code] = await once(child, 'exit');
        stopped.removeEventListener('abort', forward);
        if (code !== 0) return typeof code === 'number' ? code : 1;
      }
      return 0;
    },
  });
}
