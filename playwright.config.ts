import { defineConfig } from '@playwright/test';

/** Run with `npm run e2e`, which also finds a browser, makes a display and builds dist/. */
export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  // Headed windows share one screen and one keyboard focus, and a popup closes when it loses that.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
