import { defineConfig } from '@playwright/test';

/** Run with `npm run e2e`, which also finds a browser, makes a build, and decides on the workers. */
export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Ceilings, which no passing test waits for: a browser a core, and whatever else the machine does.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
