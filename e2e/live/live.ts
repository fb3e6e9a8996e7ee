import { rm } from 'node:fs/promises';
import type { Scope } from '../../src/build/command/run-scoped';
import { ensureDisplay } from '../support/browser/display';
import { findChromium } from '../support/browser/find-chromium';
import { runPlaywright } from '../support/browser/run-playwright';
import { buildOnce, createRunFolder } from '../support/fixtures/builds';
import { readLiveKeys } from './keys';

/**
 * Runs the live check with the keys in the environment, and resolves to Playwright's exit code; without
 * keys it says that it did not run, and resolves to 0.
 */
export async function live({ stopped, defer }: Scope): Promise<number> {
  const keys = readLiveKeys(process.env);
  if (!keys) {
    console.log(
      'The live check did not run: set CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY to those of a Clerk development instance with the Native API on.',
    );
    return 0;
  }
  const { executablePath } = await findChromium();
  const display = await ensureDisplay();
  defer(() => display.stop());
  const run = await createRunFolder();
  defer(() => rm(run.folder, { recursive: true, force: true, maxRetries: 10 }));
  const { publishableKey } = keys;
  const dist = await buildOnce({ publishableKey }, { folder: run.folder, signal: stopped });
  return runPlaywright(['--config', 'e2e/live/playwright.config.ts', '--workers=1'], stopped, {
    CHROMIUM_PATH: executablePath,
    LIVE_DIST: dist,
    ...run.env,
    ...display.env,
  });
}
