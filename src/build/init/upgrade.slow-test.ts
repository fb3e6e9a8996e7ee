import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, type TestContext } from 'vitest';
import { ROOT } from '../command/build-extension';
import { lastRelease } from '../command/last-release';
import { type Copy, startCopy } from '../repository/committed-copy';

// A copy takes a later version by the commands of docs/upgrading.md, to the letter.

const LONG = { timeout: 20 * 60_000 };

/** The document's commands: those for once, those for each time, and those for another part to take out. */
function commands(): [once: string, each: string, later: string] {
  const text = readFileSync(join(ROOT, 'docs/upgrading.md'), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const [once = '', each = '', later = ''] = blocks;
  // The copies have their packages, and what is left is tested below.
  return [once, each.replaceAll(/^npm ci.*\n/gm, ''), later];
}

function follow({ folder }: Copy, script: string): void {
  const shell = spawnSync('bash', ['-e', '-x', '-c', script], { cwd: folder, encoding: 'utf8' });
  if (shell.status !== 0) throw new Error(`${shell.stdout}\n${shell.stderr}`);
}

/** A copy and the project that it came from, whose tag `v1.2.3` it is to take. */
function start({ onTestFinished }: TestContext): { upstream: Copy; copy: Copy } {
  const upstream = startCopy();
  onTestFinished(upstream.remove);
  const copy = startCopy();
  onTestFinished(copy.remove);
  copy.git('branch', '--move', 'main');
  copy.git('remote', 'add', 'upstream', upstream.folder);
  copy.git('config', 'user.name', 'Ada');
  copy.git('config', 'user.email', 'ada@example.com');
  return { upstream, copy };
}

const YOUR_APP = 'src/sidepanel/your-app.tsx';
const read = (copy: Copy, path: string) => readFileSync(join(copy.folder, path), 'utf8');

/** Makes the copy Acme Notes, as the document says, and begins to work on it. */
async function makeItOurs(copy: Copy, once: string): Promise<void> {
  await copy.run(['init', '--', '--name', 'Acme Notes', '--no-demo', '--yes']);
  follow(copy, once);
  writeFileSync(join(copy.folder, YOUR_APP), `// Notes.\n${read(copy, YOUR_APP)}`);
  copy.commit('Begin notes');
}

/** Makes the project's present state that version. */
function release(project: Copy, version: string): void {
  const set = (path: string, edit: (text: string) => string) =>
    writeFileSync(join(project.folder, path), edit(read(project, path)));
  const unreleased = '## [Unreleased]';
  set('CHANGELOG.md', (text) =>
    text.replace(unreleased, `${unreleased}\n\n## [${version}] - 2030-01-31\n\n- Later.\n`),
  );
  set('package.json', (text) => text.replace(/("version": )"[^"]*"/, `$1"${version}"`));
}

function expectOurs(copy: Copy): void {
  expect(read(copy, 'src/config/brand.ts')).toContain("NAME = 'Acme Notes'");
  expect(read(copy, YOUR_APP)).toContain('// Notes.');
  expect(existsSync(join(copy.folder, 'src/demo'))).toBe(false);
  expect(copy.git('status', '--porcelain')).toBe('');
}

it('a copy takes what a later version brings', LONG, async (context) => {
  const [once, each, later] = commands();
  const { upstream, copy } = start(context);
  await makeItOurs(copy, once);
  appendFileSync(join(copy.folder, 'CHANGELOG.md'), '\n### Added\n\n- Notes.\n');
  copy.commit('Tell of notes');

  // A later version: of what the copy has, of what it took out, and of a file with names of its own.
  const at = (path: string) => join(upstream.folder, path);
  appendFileSync(at('src/auth/contract.ts'), '// Later.\n');
  appendFileSync(at('src/demo/demo.tsx'), '// Later.\n');
  appendFileSync(at('src/config/brand.ts'), '// Later.\n');
  writeFileSync(at('src/demo/later.ts'), 'export const LATER = 1;\n');
  release(upstream, '1.2.3');
  upstream.commit('Go on');
  upstream.git('tag', 'v1.2.3');

  follow(copy, each);
  expect(read(copy, 'src/auth/contract.ts')).toContain('// Later.');
  expect(read(copy, 'src/config/brand.ts')).toContain('// Later.');
  expect(read(copy, 'CHANGELOG.md')).toMatch(
    /^Made of clerk-extension 1\.2\.3;[\s\S]*^- Notes\.$/m,
  );
  expect(read(copy, 'CHANGELOG.md')).not.toContain('- Later.');
  expect(JSON.parse(read(copy, 'package.json'))).toMatchObject({ version: '0.1.0' });
  expectOurs(copy);

  follow(copy, later);
  expect(existsSync(join(copy.folder, 'src/content'))).toBe(false);
  expectOurs(copy);
  await copy.run('check', 'typecheck', 'unused');
});

const last = lastRelease();

// Without the tags, as in a shallow clone, there is no release to come from.
it.skipIf(last === null)('a copy of the last release takes this version', LONG, async (context) => {
  const [once, each] = commands();
  const { upstream, copy } = start(context);
  upstream.git('tag', 'v1.2.3');
  copy.git('fetch', '--quiet', '--no-tags', '--depth=1', `file://${ROOT}`, `refs/tags/${last}`);
  copy.git('read-tree', '-u', '--reset', 'FETCH_HEAD');
  copy.commit('Clone the last release');
  await makeItOurs(copy, once);

  follow(copy, each);
  expect(copy.git('diff', '--stat', 'main', 'template', '--', `:!${YOUR_APP}`)).toBe('');
  expectOurs(copy);
  await copy.run('check', 'typecheck', 'unused', ['test:unit', '--', 'src', 'manifest.config']);
});
