import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from './build-extension';

/**
 * Runs a program in the project's folder, or another, and with this terminal, and stops it when `stopped` is aborted.
 * Resolves to its exit code: 1 where a signal ended it.
 *
 * @param program its name; npm has the packages' own on the PATH.
 * @param options.env is added to the environment.
 */
export async function runProgram(
  stopped: AbortSignal,
  program: string,
  args: readonly string[],
  { cwd = ROOT, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<number> {
  stopped.throwIfAborted();
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: 'inherit',
    // There npm, and what it installs, are scripts.
    shell: process.platform === 'win32',
  });
  const forward = () => child.kill();
  stopped.addEventListener('abort', forward);
  const [code] = await once(child, 'exit');
  stopped.removeEventListener('abort', forward);
  stopped.throwIfAborted();
  return typeof code === 'number' ? code : 1;
}
