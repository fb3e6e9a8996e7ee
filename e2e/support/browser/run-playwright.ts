import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { ROOT } from '../../../src/build/command/build-extension';

/** Runs Playwright's test runner and returns its exit code. An abort stops it as Ctrl-C does. */
export async function runPlaywright(
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
