import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite warns of each source map that a package names and does not ship.
  logLevel: 'error',
  test: {
    include: ['src/**/*.test.ts', 'e2e/**/*.test.ts', '*.test.ts'],
    // A test that leans on another's leftovers should fail here, not some day elsewhere.
    sequence: { shuffle: { tests: true } },
    restoreMocks: true,
    // A ceiling, which no passing test waits for: properties take seconds on a busy machine.
    testTimeout: 60_000,
    // It imports JSON as bundlers do, and Node does not.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
