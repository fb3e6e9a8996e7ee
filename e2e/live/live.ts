import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scope } from '../../src/build/command/run-scoped';
import { createAsk } from '../../src/build/doctor/ask';
import { examine, exitCodeOf } from '../../src/build/doctor/doctor';
import { createFetch, type Endpoint } from '../../src/build/doctor/fetch';
import { textReport } from '../../src/build/doctor/finding';
import { readConfiguration } from '../../src/build/doctor/subject';
import { startWebApp } from '../servers/web-app/start';
import { ensureDisplay } from '../support/browser/display';
import { findChromium } from '../support/browser/find-chromium';
import { thisMachine } from '../support/browser/machine';
import { runPlaywright } from '../support/browser/run-playwright';
import { buildOnce, createRunFolder } from '../support/fixtures/builds';
import { browserArgsFor } from './browser-args';
import { readLiveKeys } from './keys';
import { liveReport, outcomesIn } from './report';

/**
 * Runs the live check with the keys in the environment, and prints what came of it. Resolves to 1 if the doctor
 * or a test finds something wrong; without keys it says that it did not run, and resolves to 0.
 */
export async function live(
  { stopped, defer }: Scope,
  { connectTo }: { connectTo: Endpoint | undefined },
): Promise<number> {
  const keys = readLiveKeys(process.env);
  if (!keys) {
    console.log(
      'The live check did not run: set CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY to those of a Clerk development instance with the Native API on.',
    );
    return 0;
  }
  const { publishableKey, secretKey } = keys;
  // #region feature: sync-host
  const webApp = await startWebApp('development', publishableKey);
  defer(() => webApp.close());
  // #endregion feature: sync-host
  const configuration = readConfiguration({
    VITE_CLERK_PUBLISHABLE_KEY: publishableKey,
    // #region feature: sync-host
    VITE_CLERK_SYNC_HOST: webApp.origin,
    // #endregion feature: sync-host
    CLERK_SECRET_KEY: secretKey,
    CLERK_API_URL: process.env.CLERK_API_URL,
  });
  const host = configuration.subject?.env.frontendApiHost;
  const ask = createAsk(createFetch(host, connectTo), { stopped });
  const { findings } = await examine(configuration, ask);
  console.log(`${textReport(findings)}\n`);

  const machine = thisMachine(stopped);
  const chromium = await findChromium(machine);
  const display = await ensureDisplay(machine);
  defer(() => display.stop());
  const run = await createRunFolder();
  defer(() => rm(run.folder, { recursive: true, force: true, maxRetries: 10 }));
  const build = { folder: run.folder, signal: stopped };
  const results = join(run.folder, 'results.json');
  const code = await runPlaywright(
    ['--config', 'e2e/live/playwright.config.ts', '--workers=1'],
    stopped,
    {
      CHROMIUM_PATH: chromium.executablePath,
      LIVE_DIST: await buildOnce({ publishableKey }, build),
      // #region feature: sync-host
      LIVE_SYNCED_DIST: await buildOnce({ publishableKey, syncHost: webApp.origin }, build),
      LIVE_WEB_APP: webApp.origin,
      // #endregion feature: sync-host
      LIVE_OFFERED: JSON.stringify(
        findings.filter(({ verdict }) => verdict === 'right').map(({ check }) => check),
      ),
      LIVE_BROWSER_ARGS: JSON.stringify(await browserArgsFor(host, connectTo)),
      LIVE_RESULTS: results,
      ...run.env,
      ...display.env,
    },
  );
  const outcomes = outcomesIn(JSON.parse(await readFile(results, 'utf8').catch(() => '{}')));
  console.log(liveReport({ findings, outcomes, chromium: chromium.version }));
  return code === 0 ? exitCodeOf(findings) : 1;
}
