import { expect } from '@playwright/test';
import { aptInstall, canAptInstall } from './apt';
import type { Display } from './display';
import { type Machine, thisMachine } from './machine';

const TIMEOUT_MS = 20_000;

/** The browser's own window, where Playwright does not reach: Chrome's toolbar, dialogs and shortcuts. */
export interface BrowserWindow {
  /** Presses keys, named as xdotool names them: `alt+shift+k`. */
  press(keys: string): Promise<void>;
  /** Opens the menu of the page that is shown, by a right click amid it. */
  openMenu(): Promise<void>;
  /** The picture on the screen, as text to compare, once two in a row are equal and none of `before`. */
  settled(...before: string[]): Promise<string>;
}

/** Whether xdotool and scrot are there, installed with apt where that is possible. */
export async function ensureWindowTools(machine: Machine = thisMachine()): Promise<boolean> {
  for (const tool of ['xdotool', 'scrot']) {
    if ((await machine.which(tool)) !== null) continue;
    const installed = (await canAptInstall(machine)) && (await aptInstall(machine, [tool]));
    if (!installed) return false;
  }
  return true;
}

/**
 * Drives the one browser on a virtual display by the tools that `ensureWindowTools` has found. Never on
 * somebody's own screen, where the keys would go to whatever has the focus.
 */
export async function driveWindow(
  display: Display,
  machine: Machine = thisMachine(),
): Promise<BrowserWindow> {
  if (!display.virtual) throw new Error('Keys are pressed on a virtual display only.');
  const environment = Object.entries(display.env).map(([name, value]) => `${name}=${value}`);
  const run = async (...command: string[]) => {
    const result = await machine.run('env', [...environment, ...command], TIMEOUT_MS);
    if (result.code !== 0) throw new Error(`${command[0]} failed: ${result.stderr}`);
    return result.stdout;
  };
  // Without a window manager nobody else gives the window the focus.
  await run('xdotool', 'search', '--onlyvisible', '--class', 'chromium', 'windowfocus', '--sync');
  // Through a pipe, because scrot cannot write to the socket that Node gives it.
  const picture = () => run('sh', '-c', 'scrot - | sha256sum');
  return {
    async press(keys) {
      await run('xdotool', 'key', keys);
    },
    async openMenu() {
      await run('xdotool', 'mousemove', '300', '400', 'click', '3');
    },
    async settled(...before) {
      let last = '';
      await expect(async () => {
        const previous = last;
        last = await picture();
        expect(last === previous && !before.includes(last)).toBe(true);
      }).toPass({ intervals: [300], timeout: TIMEOUT_MS });
      return last;
    },
  };
}
