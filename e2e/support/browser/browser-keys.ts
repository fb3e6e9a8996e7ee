import { aptInstall, canAptInstall } from './apt';
import type { Display } from './display';
import { type Machine, thisMachine } from './machine';

const TIMEOUT_MS = 20_000;

/** Chrome ignores keys in a dialog's first half second, so that nobody allows something by accident. */
const MS_BETWEEN_KEYS = 700;

/** Presses keys, named as X names them, in the browser's own window, where Playwright does not reach. */
export type PressKeys = (...keys: string[]) => Promise<void>;

/**
 * Keys pressed through the X server by xdotool, which is installed with apt where that is possible.
 * For virtual displays only: on somebody's own screen the keys would go to whatever has the focus.
 */
export async function createBrowserKeys(
  display: Display,
  machine: Machine = thisMachine(),
): Promise<PressKeys> {
  if (!display.virtual) throw new Error('Keys are pressed on a virtual display only.');
  if ((await machine.which('xdotool')) === null) {
    const installed = (await canAptInstall(machine)) && (await aptInstall(machine, ['xdotool']));
    if (!installed) throw new Error('xdotool is needed: apt-get install xdotool');
  }
  const environment = Object.entries(display.env).map(([name, value]) => `${name}=${value}`);
  // Without a window manager nobody else gives the window its focus.
  const focus = ['search', '--onlyvisible', '--class', 'chromium', 'windowfocus', '--sync'];
  return async (...keys) => {
    const args = [...focus, 'key', '--delay', String(MS_BETWEEN_KEYS), ...keys];
    const { code, stderr } = await machine.run(
      'env',
      [...environment, 'xdotool', ...args],
      TIMEOUT_MS,
    );
    if (code !== 0) throw new Error(`xdotool failed: ${stderr}`);
  };
}
