import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { copyProject } from '../../../src/build/repository/copy-project';
import { PAGES } from '../../../src/config/pages';
import { listen } from '../../servers/embedded-clerk/listen';
import { findChromium } from '../browser/find-chromium';
import { type RunningCommand, runUntilReady } from './running-command';

/** A change of one file: what is looked for in it, once, and what takes its place. */
export type Edit = [path: string, from: string | RegExp, to: string];

/** A copy of the project under `npm run dev -- --signed-in`. */
export interface DevelopedCopy {
  dev: RunningCommand;
  /** The command's own browser, driven by this process, too. */
  context: BrowserContext;
  /** Where the popup is. */
  popup: string;
  /** Saves a change. Throws if the file has nothing of the kind. */
  edit(...change: Edit): Promise<void>;
  /** Ends the command, unless it has ended, and deletes the copy. */
  remove(): Promise<void>;
}

/** Starts the command in a copy of the working tree, once these changes are made there. */
export async function developCopy(...changes: Edit[]): Promise<DevelopedCopy> {
  const folder = copyProject();
  const edit = async (path: string, from: string | RegExp, to: string) => {
    const file = join(folder, path);
    const text = await readFile(file, 'utf8');
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${path} has no ${from}.`);
    await writeFile(file, changed);
  };
  const port = await freePort();
  await edit('manifest.config.ts', /DEV_PORT = \d+/, `DEV_PORT = ${port}`);
  for (const change of changes) await edit(...change);
  const dev = await runUntilReady(['e2e/tools/dev/run.ts', '--signed-in'], {
    cwd: folder,
    env: { CHROMIUM_PATH: await chromiumForTwo(folder) },
  });
  const context = await connect(dev);
  return {
    dev,
    context,
    popup: await popupAddress(context),
    edit,
    async remove() {
      await dev.forget();
      await rm(folder, { recursive: true, maxRetries: 10 });
    },
  };
}

/** A Chromium that lets a second driver in: the command's own has the pipe. */
async function chromiumForTwo(folder: string): Promise<string> {
  const { executablePath } = await findChromium();
  const path = join(folder, 'chromium');
  await writeFile(path, `#!/bin/sh\nexec '${executablePath}' --remote-debugging-port=0 "$@"\n`);
  await chmod(path, 0o755);
  return path;
}

/** The command's browser, which has written its port into its profile. */
async function connect({ temporary }: RunningCommand): Promise<BrowserContext> {
  const [folder = ''] = (await readdir(temporary)).filter((name) => name.includes('demo'));
  const file = join(temporary, folder, 'profile', 'DevToolsActivePort');
  const [port] = (await readFile(file, 'utf8')).split('\n');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = browser.contexts();
  if (!context) throw new Error('The browser has no context.');
  return context;
}

async function popupAddress(context: BrowserContext): Promise<string> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return new URL(PAGES.popup, worker.url()).href;
}

async function freePort(): Promise<number> {
  const server = createServer();
  // None that the system may give to another test before the command has taken it.
  const port = await listen(server, 20_000 + (process.pid % 10_000));
  await new Promise((resolve) => server.close(resolve));
  return port;
}
