import { defineConfig } from '@playwright/test';

/** `npm run screenshots`: not a test, but it wants the same browser, build and embedded Clerk. */
export default defineConfig({
  testDir: '.',
  testMatch: '{screenshots,languages}.ts',
  outputDir: '../../test-results',
  timeout: 120_000,
  reporter: 'list',
});
