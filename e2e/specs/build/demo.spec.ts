import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { test as base, expect } from '@playwright/test';
import { type RunningCommand, runUntilReady } from '../../support/commands/running-command';
import { stillRunning } from '../../support/fixtures/processes';

const test = base.extend<{ demo: RunningCommand }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  demo: async ({}, use) => {
    const demo = await runUntilReady(['e2e/tools/demo/run.ts']);
    await use(demo);
    await demo.forget();
  },
});

test('shows whom to sign in as, and Ctrl-C leaves nothing behind', async ({ demo }) => {
  expect(demo.output()).toMatch(/Email +demo\+clerk_test@example\.com/);
  expect(demo.output()).toMatch(/Publishable key +pk_test_/);
  expect(demo.family.length).toBeGreaterThan(3);

  const exit = once(demo.process, 'exit');
  demo.interrupt();

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
