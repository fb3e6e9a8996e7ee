import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Fails the suite if an answer of the embedded Clerk is not what Clerk's documents promise.
const conformance = fileURLToPath(
  new URL('./e2e/tools/conformance/unit-suite.ts', import.meta.url),
);

export default defineConfig({
  // Vite warns of each source map that a package names and does not ship.
  logLevel: 'error',
  test: {
    include: ['src/**/*.test.ts', 'e2e/**/*.test.ts', '*.test.ts'],
    setupFiles: ['src/i18n/testing/english.ts'],
    // The suite of src stays whole where e2e is deleted.
    globalSetup: existsSync(conformance) ? [conformance] : [],
    // A test that leans on another's leftovers should fail here, not some day elsewhere.
    sequence: { shuffle: { tests: true } },
    restoreMocks: true,
    // Ceilings, which no passing test waits for: properties and new keys take seconds on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // It imports JSON as bundlers do, and Node does not.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
