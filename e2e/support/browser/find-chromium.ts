import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { inTemporaryFolder } from '../../../src/build/command/temporary-folder';
import { UserError } from '../../../src/build/command/user-error';
import { aptInstall, canAptInstall } from './apt';
import { judgeChromium } from './chromium-verdict';
import { type Machine, type Shown, thisMachine } from './machine';

const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;

/** A Chromium that was run and can load this extension. */
export interface FoundChromium {
  executablePath: string;
  /** As the browser names itself, or `unknown` where it cannot be asked (Windows). */
  version: string;
}

/** No usable Chromium, in one sentence that says what to do. Callers print the message alone. */
export class NoChromiumError extends UserError {
  override name = 'NoChromiumError';
}

/**
 * A Chromium that loads unpacked extensions: `CHROMIUM_PATH`, else the one Playwright downloaded,
 * else the system's, else a newly installed one (Playwright's download, then apt). Branded Chrome is
 * passed over, see chromium-verdict.ts. Rejects with `NoChromiumError`.
 */
export async function findChromium(
  machine: Machine = thisMachine(),
  playwrightPath: string = chromium.executablePath(),
): Promise<FoundChromium> {
  const chosen = machine.env.CHROMIUM_PATH;
  if (chosen) {
    const verdict = await judgeChromium(machine, chosen);
    if (verdict.usable) return { executablePath: chosen, version: verdict.version };
    throw new NoChromiumError(
      `CHROMIUM_PATH is "${chosen}", but ${verdict.reason}: point it at a Chromium or Chrome for Testing, or unset it.`,
    );
  }
  return (
    (await firstUsable(machine, [playwrightPath, ...(await systemPaths(machine))])) ??
    (await download(machine, playwrightPath)) ??
    (await installWithApt(machine)) ??
    giveUp(machine)
  );
}

async function firstUsable(
  machine: Machine,
  paths: readonly string[],
): Promise<FoundChromium | null> {
  for (const executablePath of paths.filter((path) => machine.exists(path))) {
    const verdict = await judgeChromium(machine, executablePath);
    if (verdict.usable) return { executablePath, version: verdict.version };
    machine.say(`Passing over ${executablePath}: ${verdict.reason}.`);
  }
  return null;
}

async function systemPaths(machine: Machine): Promise<string[]> {
  if (machine.platform === 'darwin') return ['/Applications/Chromium.app/Contents/MacOS/Chromium'];
  if (machine.platform === 'win32') {
    return [machine.env.LOCALAPPDATA, machine.env.PROGRAMFILES]
      .filter((folder) => folder !== undefined)
      .map((folder) => join(folder, 'Chromium', 'Application', 'chrome.exe'));
  }
  const paths = await Promise.all(['chromium', 'chromium-browser'].map(machine.which));
  return paths.filter((path) => path !== null);
}

async function download(machine: Machine, playwrightPath: string): Promise<FoundChromium | null> {
  machine.say('No Chromium found: downloading one (playwright install chromium).');
  const playwright = (args: string[], shown?: Shown) =>
    machine.runShown(process.execPath, [playwrightCli(), ...args], DOWNLOAD_TIMEOUT_MS, shown);
  // One that is stopped leaves what it has so far.
  const { code, stdout, stderr } = await inTemporaryFolder((env) =>
    // How far it is. A failure is said below, without a stack for each of its attempts.
    playwright(['install', 'chromium'], { lines: /\d% of /, env }),
  );
  if (code !== 0) {
    const [, reason = 'it says no more'] = /^Error: (.+)$/m.exec(`${stderr}\n${stdout}`) ?? [];
    machine.say(`The download failed: ${reason}.`);
    return null;
  }
  const found = await firstUsable(machine, [playwrightPath]);
  if (found || !(await canAptInstall(machine))) return found;
  machine.say('The downloaded Chromium does not start: installing the libraries it needs.');
  await playwright(['install-deps', 'chromium']);
  return firstUsable(machine, [playwrightPath]);
}

async function installWithApt(machine: Machine): Promise<FoundChromium | null> {
  if (!(await canAptInstall(machine))) return null;
  machine.say("Installing the system's Chromium (apt-get install chromium).");
  // Without recommended packages there would be no font, and every letter a box.
  const installed = await aptInstall(machine, ['chromium', 'fonts-liberation']);
  return installed ? firstUsable(machine, await systemPaths(machine)) : null;
}

function giveUp(machine: Machine): never {
  const advice =
    machine.platform === 'linux'
      ? 'run `npx playwright install --with-deps chromium` or `sudo apt-get install chromium`'
      : 'run `npx playwright install chromium`';
  throw new NoChromiumError(
    `Found no Chromium that loads unpacked extensions and could not install one: ${advice}, or set CHROMIUM_PATH to a Chromium or Chrome for Testing.`,
  );
}

function playwrightCli(): string {
  return createRequire(import.meta.url).resolve('@playwright/test/cli');
}
