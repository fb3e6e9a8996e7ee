import { spawn } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { access, open, realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** What a finished command left behind. `code` is null when it could not start or was killed. */
export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
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
  /** Runs to the end, at most `timeoutMs`, collecting the output. Never rejects. */
  run(program: string, args: readonly string[], timeoutMs: number): Promise<CommandResult>;
  /** As `run`, with the output shown to the user on stderr as it comes. */
  runShown(program: string, args: readonly string[], timeoutMs: number): Promise<CommandResult>;
  /** One line to the user, on stderr. */
  say(line: string): void;
}

/** The computer this process runs on. */
export function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
    exists: existsSync,
    which,
    realpath: (path) => realpath(path),
    head,
    run: (program, args, timeoutMs) => run(program, args, timeoutMs, false),
    runShown: (program, args, timeoutMs) => run(program, args, timeoutMs, true),
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

function run(
  program: string,
  args: readonly string[],
  timeoutMs: number,
  shown: boolean,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      // apt asks questions unless it is told that nobody is there to answer.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
      // Our own stdout belongs to the caller's results; progress is not one.
      if (shown) process.stderr.write(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
      if (shown) process.stderr.write(chunk);
    });
    child.on('error', (error) =>
      resolve({ code: null, stdout, stderr: `${stderr}${error.message}` }),
    );
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
