import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { copyProject, runScript } from '../repository/copy-project';

// `npm run init` in a copy of the working tree: what is left of it must be whole. It takes itself out of
// the copy, since it is about this repository's own features.

/** A production key in form: clerk.example.com, which nobody has. */
const CONFIGURATION = { VITE_CLERK_PUBLISHABLE_KEY: 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k' };

function git(copy: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], {
    cwd: copy,
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  return stdout;
}

/** A copy with everything in it committed, which goes at the test's end. */
function startCopy(): string {
  const copy = copyProject();
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  git(copy, 'init', '--quiet');
  git(copy, 'add', '--all');
  git(copy, 'commit', '--quiet', '--message', 'Start');
  return copy;
}

function run(copy: string, script: string, ...args: string[]): string {
  const { status, stdout, stderr } = runScript(copy, [script, ...args], CONFIGURATION);
  expect(status, `${script}:\n${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

describe('npm run init', { timeout: 30 * 60_000 }, () => {
  it('makes Acme Notes, without demo tab and content scripts, and all of it is whole', () => {
    const copy = startCopy();
    const flags = ['--name', 'Acme Notes', '--no-demo', '--no-sites', '--yes'];
    const planned = run(copy, 'init', '--', ...flags, '--dry-run');
    expect(planned).toContain('remove  src/demo');
    expect(git(copy, 'status', '--porcelain')).toBe('');

    run(copy, 'init', '--', ...flags, '--own-key', '--colour', '#0f766e');
    for (const gone of ['src/demo', 'src/content', 'src/site', 'src/background/site']) {
      expect(existsSync(join(copy, gone)), gone).toBe(false);
    }
    const left = spawnSync('git', ['grep', '-lE', '#region feature: (demo|sites|template)'], {
      cwd: copy,
      encoding: 'utf8',
    });
    expect(left.stdout).toBe('');
    git(copy, 'add', '--all');
    git(copy, 'commit', '--quiet', '--message', 'Acme Notes');

    for (const script of ['check', 'typecheck', 'unused', 'test:unit', 'build', 'package']) {
      run(copy, script);
    }
    const manifest = JSON.parse(readFileSync(join(copy, 'dist/manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({ name: 'Acme Notes', short_name: 'Acme Notes' });
    expect(existsSync(join(copy, 'dist/src/demo'))).toBe(false);
    run(copy, 'e2e', '--', 'specs/build/size-budgets.spec.ts');

    // Again, to change a name: nothing else changes, and what nobody uses yet is somebody's own.
    writeFileSync(join(copy, 'src/ui/notes.ts'), 'export const NOTES = 1;\n');
    git(copy, 'add', '--all');
    git(copy, 'commit', '--quiet', '--message', 'Begin notes');
    run(copy, 'init', '--', '--name', 'Acme Memos', '--yes');
    expect(existsSync(join(copy, 'src/ui/notes.ts'))).toBe(true);
    expect(git(copy, 'diff', '--name-only').trim().split('\n')).toEqual([
      'README.md',
      'package-lock.json',
      'package.json',
      'src/config/brand.ts',
    ]);
  });

  it.each([{ out: [] }, { out: ['demo'] }, { out: ['sites'] }])(
    'without $out it is whole',
    ({ out }) => {
      const copy = startCopy();
      run(copy, 'init', '--', '--name', 'Acme Notes', '--yes', ...out.map((one) => `--no-${one}`));
      for (const script of ['check', 'typecheck', 'unused', 'build']) run(copy, script);
    },
  );
});
