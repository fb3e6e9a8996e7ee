import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, type TestContext, vi } from 'vitest';
import { type Copy, startCopy } from '../repository/committed-copy';
import { FEATURES } from './features';
import { pairwise } from './pairwise';

// `npm run init` in copies of the working tree: what is left of each must be whole. It takes itself out of
// the copies, since it is about this repository's own features.

const IDS = FEATURES.map(({ id }) => id);
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z" /></svg>\n`;

/** What tells soonest that too much or too little was taken out. */
const QUICK_UNIT_TESTS = [
  'test:unit',
  '--',
  'src/build/doctor',
  'src/build/release/audit',
  'src/build/repository/links',
  'src/build/repository/workflows',
  'src/config',
  'src/sidepanel',
  'manifest.config',
];

function start({ onTestFinished }: TestContext): Copy {
  const copy = startCopy();
  onTestFinished(copy.remove);
  return copy;
}

const init = (copy: Copy, ...flags: string[]) => copy.run(['init', '--', '--yes', ...flags]);
const without = (ids: readonly string[]) => ids.map((id) => `--no-${id}`);

/** Lines that still carry a mark of what was taken out. */
function marksOf(copy: Copy, ids: readonly string[]): string {
  const marks = `feature: (${[...ids, 'template'].join('|')})( -->|$| )`;
  try {
    return copy.git('grep', '-nE', `#?(region )?${marks}`);
  } catch {
    // Nothing found.
    return '';
  }
}

describe.concurrent('npm run init', { timeout: 30 * 60_000 }, () => {
  it('makes Acme Notes, without all that can be taken out, and what is left is whole', async (context) => {
    const copy = start(context);
    const icon = join(copy.folder, 'node_modules/icon.svg');
    writeFileSync(icon, ICON);
    const flags = ['--name', 'Acme Notes', '--own-key', '--icon', icon];
    flags.push('--publishable-key', 'pk_test_Y2xlcmsuZXhhbXBsZS5jb20k', '--colour', '#0f766e');
    flags.push(
      '--description',
      'Takes notes.',
      '--author',
      'Acme',
      '--licence',
      'UNLICENSED',
      ...without(IDS),
    );
    const planned = await init(copy, ...flags, '--dry-run');
    expect(planned).toContain('remove  src/demo');
    expect(planned).toContain('signing-key.pem');
    expect(copy.changes()).toEqual([]);

    await init(copy, ...flags);
    for (const path of FEATURES.flatMap(({ paths }) => paths)) {
      expect(existsSync(join(copy.folder, path)), path).toBe(false);
    }
    expect(marksOf(copy, IDS)).toBe('');
    copy.commit('Acme Notes');
    await copy.run('check', 'typecheck', 'unused', ['test:unit', '--', 'src', 'manifest.config']);
    await copy.run('package', ['e2e', '--', 'specs/build/size-budgets.spec.ts']);
    const manifest = readFileSync(
      join(copy.folder, 'dist-release/extension/manifest.json'),
      'utf8',
    );
    expect(JSON.parse(manifest)).toMatchObject({
      name: 'Acme Notes',
      short_name: 'Acme Notes',
      permissions: ['storage', 'sidePanel', 'contextMenus'],
      host_permissions: ['https://clerk.example.com/*'],
    });
  });

  it.for(pairwise(IDS).map((out) => ({ out })))(
    'is whole without $out',
    async ({ out }, context) => {
      const copy = start(context);
      const flags = ['--name', 'Acme Notes', '--description', 'Takes notes.', '--own-key'];
      await init(copy, ...flags, '--colour', '#0f766e', ...without(out));
      expect(marksOf(copy, out)).toBe('');
      await copy.run('check', 'typecheck', 'unused', QUICK_UNIT_TESTS, 'package');
    },
  );

  it('puts everything back where it is stopped half-way', async (context) => {
    const copy = start(context);
    const flags = ['--name', 'Acme Notes', '--own-key', '--publishable-key'];
    flags.push('pk_test_Y2xlcmsuZXhhbXBsZS5jb20k', '--colour', '#0f766e', '--yes', ...without(IDS));
    const child = spawn('npm', ['run', 'init', '--', ...flags], {
      cwd: copy.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    const said = text(child.stderr);
    await vi.waitUntil(() => !existsSync(join(copy.folder, 'src/demo')), { timeout: 60_000 });
    // As a terminal does: every process is told.
    process.kill(-Number(child.pid), 'SIGINT');
    expect((await said).trim()).toBe('Stopped.');
    expect(copy.changes()).toEqual([]);
  });

  it('changes a name, takes a part out later, and leaves what is somebody’s own', async (context) => {
    const copy = start(context);
    await init(copy, '--name', 'Acme Notes');
    await copy.run('check', 'typecheck', 'unused');
    // Nobody uses it yet.
    writeFileSync(join(copy.folder, 'src/ui/notes.ts'), 'export const NOTES = 1;\n');
    copy.commit('Acme Notes');
    await init(copy, '--name', 'Acme Memos');
    expect(copy.git('diff', '--name-only').trim().split('\n')).toEqual([
      'README.md',
      'package-lock.json',
      'package.json',
      'src/config/brand.ts',
    ]);
    copy.commit('Acme Memos');
    await init(copy, '--no-sites');
    expect(existsSync(join(copy.folder, 'src/content'))).toBe(false);
    expect(existsSync(join(copy.folder, 'src/demo'))).toBe(true);
    expect(existsSync(join(copy.folder, 'src/ui/notes.ts'))).toBe(true);
    expect(readFileSync(join(copy.folder, 'src/config/brand.ts'), 'utf8')).toContain('Acme Memos');
    await copy.run('check', 'typecheck');
  });
});
