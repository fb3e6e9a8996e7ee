import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { ROOT } from '../../../src/build/command/build-extension';
import { thisMachine } from '../../support/browser/machine';
import { descendants, stillRunning } from '../../support/fixtures/processes';

interface Demo {
  process: ChildProcess;
  /** Everything it started, directly or not, while it was ready. */
  family: number[];
  /** What it prints. */
  output(): string;
  /** A temporary folder of its own, where its leftovers would be. */
  temporary: string;
}

const test = base.extend<{ demo: Demo }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  demo: async ({}, use) => {
    const temporary = await mkdtemp(join(tmpdir(), 'demo-spec-'));
    const child = spawn(process.execPath, ['src/build/command/start.js', 'e2e/tools/demo/run.ts'], {
      cwd: ROOT,
      // Without tsx's cache, which is meant to outlive it.
      env: { ...(await demoEnv()), TMPDIR: temporary, TSX_DISABLE_CACHE: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    await new Promise<void>((resolve, reject) => {
      const collect = (chunk: Buffer) => {
        output += chunk;
        if (/^Ready\./m.test(output)) resolve();
      };
      child.stdout.on('data', collect);
      child.stderr.on('data', collect);
      child.once('exit', () => reject(new Error(`The demo ended before it was ready:\n${output}`)));
    });
    const family = await descendants(child.pid ?? Number.NaN);
    await use({ process: child, family, output: () => output, temporary });
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await rm(temporary, { recursive: true, maxRetries: 10 });
  },
});

test('shows whom to sign in as, and Ctrl-C leaves nothing behind', async ({ demo }) => {
  expect(demo.output()).toMatch(/Email +demo\+clerk_test@example\.com/);
  expect(demo.output()).toMatch(/Publishable key +pk_test_/);
  expect(demo.family.length).toBeGreaterThan(3);

  const exit = once(demo.process, 'exit');
  demo.process.kill('SIGINT');

  expect(await exit).toEqual([0, null]);
  await expect.poll(() => stillRunning(demo.family)).toEqual([]);
  expect(await readdir(demo.temporary)).toEqual([]);
});

test('takes its browser and its display along when it is killed', async ({ demo }) => {
  const exit = once(demo.process, 'exit');
  demo.process.kill('SIGKILL');

  await exit;
  await expect.poll(() => stillRunning(demo.family)).toEqual([]);
});

/** Where there is Xvfb the demo is made to start one, so that its end is tested too. */
async function demoEnv(): Promise<NodeJS.ProcessEnv> {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...withoutDisplay } = process.env;
  return (await thisMachine().which('Xvfb')) === null ? process.env : withoutDisplay;
}
