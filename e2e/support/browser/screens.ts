import { availableParallelism } from 'node:os';
import { UserError } from '../../../src/build/command/user-error';
import { ensureXvfb, hasScreen } from './display';
import { type Machine, thisMachine } from './machine';

/** How many browsers run side by side, and what to add to their environment. */
export interface Screens {
  workers: number;
  env: Readonly<Record<string, string>>;
}

/**
 * Decides how many workers a suite of headed browsers has. Windows on one screen take the keyboard
 * focus from each other, and a popup closes when it loses that: so each worker has a virtual screen of
 * its own, one a core, and the user's screen takes one worker.
 *
 * @param wanted the number of workers that the user named, if any; more than one leave their screen.
 */
export async function planScreens(
  wanted?: number,
  machine: Machine = thisMachine(),
): Promise<Screens> {
  const workers = wanted ?? (hasScreen(machine) ? 1 : availableParallelism());
  if (hasScreen(machine) && workers === 1) return { workers, env: {} };
  if (machine.platform !== 'linux') {
    throw new UserError(
      'Only Linux has virtual screens, one for each worker: leave --workers out here.',
    );
  }
  // Once, before the workers: each of them would install it.
  await ensureXvfb(machine);
  return { workers, env: { DISPLAY: '', WAYLAND_DISPLAY: '' } };
}
