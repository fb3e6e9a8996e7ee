import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { UserError } from '../../../src/build/command/user-error';
import { aptInstall, canAptInstall } from './apt';
import { type Machine, thisMachine } from './machine';

/** Larger than the browser's window, so that no edge of it is off screen. */
const SCREEN = '1600x1000x24';

const START_TIMEOUT_MS = 15_000;

/**
 * Starts Xvfb, and ends it when stdin closes. The kernel closes our end of that pipe however this
 * process ends, so a crash or a SIGKILL leaves no X server behind. The shell lets go of descriptor 3
 * so that an Xvfb that fails to start reads as the end of that pipe.
 */
const KEEPER = 'Xvfb "$@" 0</dev/null & xvfb=$!; exec 3>&-; read _; kill "$xvfb"; wait "$xvfb"';

/** A screen to open windows on. */
export interface Display {
  /** What to add to the browser's environment; empty when the user's own screen is used. */
  env: Readonly<Record<string, string>>;
  /** Whether windows appear where nobody can see them. */
  virtual: boolean;
  /** Ends the virtual screen, and with it every window on it. May be called twice. */
  stop(): Promise<void>;
}

/** No screen and no way to make one, in one sentence that says what to do. */
export class NoDisplayError extends UserError {
  override name = 'NoDisplayError';
}

/**
 * The user's screen or, on a Linux that has none, a virtual one (Xvfb, installed with apt where that
 * is possible). Rejects with `NoDisplayError`.
 */
export async function ensureDisplay(machine: Machine = thisMachine()): Promise<Display> {
  if (hasScreen(machine)) return { env: {}, virtual: false, stop: async () => {} };
  await ensureXvfb(machine);
  return startXvfb();
}

/** Whether windows open on a screen of the user's. */
export function hasScreen({ platform, env }: Machine = thisMachine()): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Makes sure that virtual screens can be started here. Rejects with `NoDisplayError`. */
export async function ensureXvfb(machine: Machine = thisMachine()): Promise<void> {
  if ((await machine.which('Xvfb')) !== null) return;
  if (await canAptInstall(machine)) {
    machine.say('No display: installing a virtual one (apt-get install xvfb).');
    if (await aptInstall(machine, ['xvfb'])) return;
  }
  throw new NoDisplayError(
    'A headed Chromium needs a display and there is none: run this from a desktop session, or install Xvfb (`sudo apt-get install xvfb`) and it will be used.',
  );
}

async function startXvfb(): Promise<Display> {
  // Its own session: a Ctrl-C in the terminal must reach us, not the screen under a browser that is
  // still closing.
  const keeper = spawn(
    'sh',
    ['-c', KEEPER, 'sh', '-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'],
    { detached: true, stdio: ['pipe', 'ignore', 'pipe', 'pipe'] },
  );
  const number = await displayNumber(keeper).catch(async (error: unknown) => {
    await stop(keeper);
    throw error;
  });
  // A desktop's Wayland would otherwise be preferred to the virtual screen.
  const env = { DISPLAY: `:${number}`, WAYLAND_DISPLAY: '', XDG_SESSION_TYPE: 'x11' };
  return { env, virtual: true, stop: () => stop(keeper) };
}

/** Xvfb picks a free number and writes it to descriptor 3 once it accepts connections. */
async function displayNumber(keeper: ChildProcess): Promise<string> {
  let complaint = '';
  keeper.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk;
  });
  const written = keeper.stdio[3] as Readable;
  const timeout = setTimeout(() => written.destroy(), START_TIMEOUT_MS);
  let text = '';
  try {
    for await (const chunk of written) {
      text += chunk;
      if (text.endsWith('\n')) return text.trim();
    }
  } catch {
    // Cut off by the time limit: reported below with whatever Xvfb said.
  } finally {
    clearTimeout(timeout);
  }
  throw new NoDisplayError(
    `Xvfb did not start (${complaint.trim() || 'it said nothing'}): set DISPLAY to a running X server, or reinstall Xvfb.`,
  );
}

async function stop(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null || keeper.signalCode !== null) return;
  const exited = once(keeper, 'exit');
  keeper.stdin?.end();
  await exited;
}
