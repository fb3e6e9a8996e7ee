import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from './build-extension';

/**
 * Runs a program in the project's folder, or another, and with this terminal, and stops it when `stopped` is aborted.
 * Resolves to its exit code: 1 where a signal ended it.
 *
 * @param program its name; npm has the packages' own on the PATH.
 * @param options.env is added to the environment.
 * @param options.apart keeps a terminal's Ctrl-C from it and all that it starts: it is told by this process alone.
 */
export async function runProgram(
  stopped: AbortSignal,
  program: string,
  args: readonly string[],
  {
    cwd = ROOT,
    env = {},
    apart = false,
  }: { cwd?: string; env?: NodeJS.ProcessEnv; apart?: boolean } = {},
): Promise<number> {
  stopped.throwIfAborted();
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: 'inherit',
    // On Windows it would have a window of its own.
    detached: apart && process.platform !== 'win32',
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
