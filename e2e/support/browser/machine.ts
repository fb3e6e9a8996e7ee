import { spawn } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { access, open, realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { lateSignal } from '../../../src/build/command/run-scoped';

/** What a finished command left behind. `code` is null when it could not start or was killed. */
export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** How a program is run whose output is shown. */
export interface Shown {
  /** The lines to show: all by default. */
  lines?: RegExp;
  /** Is added to the environment. */
  env?: NodeJS.ProcessEnv;
}

/**
 * The computer as the launcher sees it. Everything that decides which browser runs and what gets
 * installed goes through here, so that those decisions are tested without a second computer.
 */
export interface Machine {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** Root may install packages, and must run Chromium without its sandbox. */
  isRoot: boolean;
  exists(path: string): boolean;
  /** The absolute path of a program on `PATH`, or null. */
  which(program: string): Promise<string | null>;
  /** The path with every symbolic link followed. */
  realpath(path: string): Promise<string>;
  /** The first 4 kB of a file as text, to tell a script from a binary. */
  head(path: string): Promise<string>;
  /** Runs to the end, at most `timeoutMs`, collecting the output. Rejects only once the command is stopped. */
  run(program: string, args: readonly string[], timeoutMs: number): Promise<CommandResult>;
  /** As `run`, with the output shown to the user on stderr as it comes, line by line. */
  runShown(
    program: string,
    args: readonly string[],
    timeoutMs: number,
    options?: Shown,
  ): Promise<CommandResult>;
  /** One line to the user, on stderr. */
  say(line: string): void;
}

/** The computer this process runs on. What it runs there ends when `stopped` is aborted. */
export function thisMachine(stopped?: AbortSignal): Machine {
  return {
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
    exists: existsSync,
    which,
    realpath: (path) => realpath(path),
    head,
    run: (program, args, timeoutMs) => run(stopped, program, args, timeoutMs),
    runShown: (program, args, timeoutMs, shown = {}) =>
      run(stopped, program, args, timeoutMs, shown),
    say: (line) => console.error(line),
  };
}

async function which(program: string): Promise<string | null> {
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = join(folder, program);
    const usable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (usable) return path;
  }
  return null;
}

async function head(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function run(
  stopped: AbortSignal | undefined,
  program: string,
  args: readonly string[],
  timeoutMs: number,
  shown?: Shown,
): Promise<CommandResult> {
  stopped?.throwIfAborted();
  const result = await new Promise<CommandResult>((resolve) => {
    const child = spawn(program, args, {
      // apt asks questions unless it is told that nobody is there to answer.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', ...shown?.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      ...(stopped ? { signal: stopped } : {}),
    });
    const stdout = collect(child.stdout, shown?.lines ?? (shown && /^/));
    const stderr = collect(child.stderr, shown?.lines ?? (shown && /^/));
    child.on('error', (error) => {
      // Where it did start, the error is that it is stopped, and it has yet to end.
      if (child.pid === undefined) resolve({ code: null, stdout: '', stderr: error.message });
    });
    child.on('close', (code) => resolve({ code, stdout: stdout(), stderr: stderr() }));
  });
  // The same Ctrl-C may have ended it, and be quicker there.
  if (stopped && result.code !== 0) await lateSignal(stopped);
  stopped?.throwIfAborted();
  return result;
}

/** Collects what comes, and shows the lines that match on stderr: stdout belongs to the caller's results. */
function collect(stream: Readable, shown: RegExp | undefined): () => string {
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  if (shown) {
    createInterface(stream).on('line', (line) => {
      if (shown.test(line)) console.error(line);
    });
  }
  return () => text;
}
