import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../command/build-extension';

// A team that copies this project may delete e2e/: everything that is not about it stays whole. Each of
// package.json's scripts is run in a copy of the working tree that has no such folder.

/** A production key in form: clerk.example.com, which nobody has. */
const VITE_CLERK_PUBLISHABLE_KEY = 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k';

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'without-e2e-'));
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const files = listed.stdout.split('\n').filter((file) => existsSync(join(ROOT, file)));
  for (const file of files.filter((name) => name !== '' && !name.startsWith('e2e/'))) {
    mkdirSync(join(copy, dirname(file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  // A folder of links, so that what tools cache beside the packages stays in the copy.
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((one) => one !== '.cache')) {
    symlinkSync(join(ROOT, 'node_modules', name), join(copy, 'node_modules', name));
  }
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
  ({ script, makes, exitCode = 0 }) => {
    expect(existsSync(join(copy, 'e2e'))).toBe(false);
    const { status, stdout, stderr } = spawnSync('npm', ['run', script], {
      cwd: copy,
      // Without what Vitest sets: `vite build` would make a development build of it.
      env: { ...process.env, NODE_ENV: undefined, VITEST: undefined, VITE_CLERK_PUBLISHABLE_KEY },
      encoding: 'utf8',
    });
    expect(status, `${stdout}\n${stderr}`).toBe(exitCode);
    if (exitCode !== 0) expect(stderr).toContain('The audit found 3.');
    if (makes) expect(existsSync(join(copy, makes)), makes).toBe(true);
  },
);
