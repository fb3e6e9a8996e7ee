import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'e2e/**/*.test.ts', '*.test.ts'],
    // A test that leans on another's leftovers should fail here, not some day elsewhere.
    sequence: { shuffle: { tests: true } },
    restoreMocks: true,
  },
});
