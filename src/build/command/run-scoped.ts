import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from './user-error';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * How long closing may take, undisturbed: one Ctrl-C arrives up to three times, from the terminal, from npm and
 * from tsx, people press twice, and whatever was cut short would leave folders behind.
 */
const CLOSING_MS = 10_000;

/** How much later than one of its children a process may learn of a Ctrl-C. */
const SIGNAL_MS = 100;

/** Resolves once the command is stopped, or after as long as it may take it to learn of that. */
export async function lateSignal(stopped: AbortSignal): Promise<void> {
  await delay(SIGNAL_MS, undefined, { signal: stopped }).catch(() => {});
}

/** What a command started by hand works with. */
export interface Scope {
  /** Aborted by Ctrl-C, SIGTERM or a closed terminal, with the signal's name as the reason. */
  stopped: AbortSignal;
  /** Registers something to close at the end, however it ends; last registered, first closed. */
  defer(close: () => Promise<unknown>): void;
}

/**
 * Runs a command: `main` resolves to the exit code. A signal asks it to stop; whatever it deferred is
 * closed in any case, and another Ctrl-C gives up waiting for that only once it takes long. Errors that
 * were written for the user are printed without a stack. An error makes the exit code `failureCode`.
 */
export async function runScoped(
  main: (scope: Scope) => Promise<number>,
  failureCode = 1,
): Promise<void> {
  const controller = new AbortController();
  const closers: (() => Promise<unknown>)[] = [];
  let said: unknown;
  let stoppedAt = 0;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (!controller.signal.aborted) {
        stoppedAt = performance.now();
        controller.abort(signal);
      } else if (performance.now() - stoppedAt > CLOSING_MS) {
        process.exit(exitCodeOf(signal));
      }
    });
  }
  try {
    process.exitCode = await main({
      stopped: controller.signal,
      defer: (close) => closers.push(close),
    });
  } catch (error) {
    // A child that the same Ctrl-C has ended may be the reason, and be quicker.
    await lateSignal(controller.signal);
    if (controller.signal.aborted) {
      // What an interrupted step has to say is only that it was interrupted.
      console.error('\nStopped.\n');
      process.exitCode = exitCodeOf(controller.signal.reason);
    } else {
      said = forUser(error);
      console.error(`\n${said}\n`);
      process.exitCode = failureCode;
    }
  }
  for (const close of closers.reverse()) {
    await close().catch((error: unknown) => {
      // What could not be saved at the start cannot be saved at the end either.
      if (forUser(error) !== said) console.error(forUser(error));
      process.exitCode = failureCode;
    });
  }
}

/** The shell's convention for a command that a signal ended. */
function exitCodeOf(signal: (typeof SIGNALS)[number]): number {
  return 128 + constants.signals[signal];
}

function forUser(error: unknown): unknown {
  if (error instanceof UserError) return error.message;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  // Elsewhere it is a file that should have been there.
  if (code === 'ENOENT' && syscall !== 'mkdir') return error;
  const reason = code === undefined ? undefined : FILE_SYSTEM_REFUSALS[code];
  if (!reason || path === undefined) return error;
  return `${path} cannot be written: ${reason} (${code}).`;
}

/** What is wrong with the folder and not with the command. https://nodejs.org/api/errors.html#common-system-errors */
const FILE_SYSTEM_REFUSALS: Readonly<Record<string, string>> = {
  EACCES: 'it is not yours, so make it so, or work in a copy that is',
  EPERM: 'it is protected, so lift that, or work in a copy that is not',
  EROFS: 'it is on a disk that is mounted read-only, so work in a copy on another one',
  // What Node answers to `mkdir` with `recursive` there.
  ENOENT: 'its disk is mounted read-only or gone, so work in a copy on another one',
  ENOSPC: 'the disk is full',
};
