import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyProject, runScript } from './copy-project';

// A team that copies this project may delete e2e/: everything that is not about it stays whole. Each of
// package.json's scripts is run in a copy of the working tree that has no such folder.

/** A production key in form: clerk.example.com, which nobody has. */
const VITE_CLERK_PUBLISHABLE_KEY = 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k';

let copy: string;
beforeAll(() => {
  copy = copyProject((path) => !path.startsWith('e2e/'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

it.each([
  { script: 'check' },
  { script: 'typecheck' },
  { script: 'test:unit' },
  { script: 'build', makes: 'dist/manifest.json' },
  // It refuses to publish the template as it is, once it has built and audited it.
  { script: 'package', makes: 'dist-release/extension/manifest.json', exitCode: 1 },
  { script: 'key', makes: 'signing-key.pem' },
])(
  'npm run $script works without e2e/',
  { timeout: 10 * 60_000 },
  async ({ script, makes, exitCode = 0 }) => {
    expect(existsSync(join(copy, 'e2e'))).toBe(false);
    const { status, stdout, stderr } = await runScript(copy, [script], {
      VITE_CLERK_PUBLISHABLE_KEY,
    });
    expect(status, `${stdout}\n${stderr}`).toBe(exitCode);
    if (exitCode !== 0) expect(stderr).toContain('The audit found 4.');
    if (makes) expect(existsSync(join(copy, makes)), makes).toBe(true);
  },
);
