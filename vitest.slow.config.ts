import { defineConfig } from 'vitest/config';

/** `npm run test:all`: tests that build or copy the whole project, and take minutes. */
export default defineConfig({
  test: {
    include: ['src/**/*.slow-test.ts', 'e2e/**/*.slow-test.ts'],
    // Each of them uses every core by itself.
    fileParallelism: false,
    // Where a file says that its tests may run at once: each has stretches that take one core.
    maxConcurrency: 2,
    // A copy has thousands of files to be removed.
    hookTimeout: 120_000,
  },
});
