import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../src/build/command/build-extension';
import { thisMachine } from '../browser/machine';
import { descendants } from '../fixtures/processes';

/** One of this project's commands, in a process of its own. */
export interface RunningCommand {
  process: ChildProcess;
  /** Presses Ctrl-C: the terminal tells it and all that it started. Nothing once they have ended. */
  interrupt(): void;
  /** Everything it started, directly or not, while it was ready. */
  family: number[];
  /** What it prints. */
  output(): string;
  /** A temporary folder of its own, where its leftovers would be. */
  temporary: string;
  /** Kills it if it still runs, and deletes that folder. */
  forget(): Promise<void>;
}

/**
 * Starts a command as its script in package.json does, and resolves once it says that it is ready, or whatever
 * `until` is. Where there is Xvfb it is made to start one, so that its end is tested too. Rejects with what it
 * said, and what it left behind, if it ends before.
 */
export async function runUntilReady(
  args: readonly string[],
  {
    cwd = ROOT,
    env = {},
    until = /^Ready\b/m,
  }: { cwd?: string; env?: NodeJS.ProcessEnv; until?: RegExp } = {},
): Promise<RunningCommand> {
  const temporary = await mkdtemp(join(tmpdir(), 'command-spec-'));
  const child = spawn(process.execPath, ['src/build/command/start.js', ...args], {
    cwd,
    env: {
      ...(await withoutScreen()),
      // What a build in this process has set is not the command's.
      NODE_ENV: undefined,
      TMPDIR: temporary,
      // The cache is meant to outlive the command.
      TSX_DISABLE_CACHE: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of processes, as a terminal makes one of each command.
    detached: true,
  });
  let output = '';
  const ended = once(child, 'close');
  const isReady = new Promise<void>((resolve) => {
    const collect = (chunk: Buffer) => {
      output += chunk;
      if (until.test(output)) resolve();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
  });
  const code = await Promise.race([isReady, ended.then(([exitCode]) => String(exitCode))]);
  if (code !== undefined) {
    const left = await readdir(temporary);
    await rm(temporary, { recursive: true, maxRetries: 10 });
    throw new Error(`It ended with ${code}, said this, and left ${left.length} files:\n${output}`);
  }
  return {
    process: child,
    interrupt() {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    },
    family: await descendants(child.pid ?? Number.NaN),
    output: () => output,
    temporary,
    async forget() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await rm(temporary, { recursive: true, maxRetries: 10 });
    },
  };
}

async function withoutScreen(): Promise<NodeJS.ProcessEnv> {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = process.env;
  return (await thisMachine().which('Xvfb')) === null ? process.env : rest;
}
