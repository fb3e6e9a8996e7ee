/**
 * `npm run e2e [-- filters and options of Playwright]`: everything the suite needs, then the suite.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { buildExtension, ROOT } from './browser/build-extension';
import { ensureDisplay } from './browser/display';
import { findChromium } from './browser/find-chromium';
import { runScoped } from './browser/run-scoped';
import { DEFAULT_HOSTS, publishableKeyFor } from './local-clerk/publishable-key';

await runScoped(async ({ stopped, defer }) => {
  const { executablePath, version } = await findChromium();
  console.error(`Using ${version} (${executablePath}).`);
  const display = await ensureDisplay();
  defer(() => display.stop());
  const publishableKey = publishableKeyFor('development', DEFAULT_HOSTS.development);
  console.error('Building dist/ for the embedded Clerk.');
  await buildExtension({ publishableKey, signal: stopped });
  return runPlaywright(process.argv.slice(2), stopped, {
    CHROMIUM_PATH: executablePath,
    ...display.env,
  });
});

/** Runs the suite and returns its exit code. */
async function runPlaywright(
  args: readonly string[],
  stopped: AbortSignal,
  env: Record<string, string>,
): Promise<number> {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const child = spawn(process.execPath, [cli, 'test', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'inherit',
    // Its own process group, so that one Ctrl-C reaches it once: Playwright takes a second for "now".
    detached: true,
  });
  // Whatever ours was, this is the one signal at which Playwright closes its browsers.
  const forward = () => child.kill('SIGINT');
  stopped.addEventListener('abort', forward);
  if (stopped.aborted) forward();
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}
