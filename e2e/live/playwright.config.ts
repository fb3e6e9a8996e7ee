import { defineConfig } from '@playwright/test';

/** Run with `npm run e2e:live`, which reads the keys and builds the extension for them. */
export default defineConfig({
  testDir: '.',
  // The unit tests beside them are Vitest's.
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results',
  timeout: 120_000,
  // A real network lies between.
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: process.env.LIVE_RESULTS }]],
  // No trace: it would hold the person's password and the testing token.
});
