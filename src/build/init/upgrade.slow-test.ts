import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../command/build-extension';
import { type Copy, startCopy } from '../repository/committed-copy';

// A copy takes a later version by the commands of docs/upgrading.md, to the letter.

/** The document's commands: those for once, and those for each time. */
function commands(): [once: string, each: string] {
  const text = readFileSync(join(ROOT, 'docs/upgrading.md'), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const [once = '', each = ''] = blocks;
  // The copies have their packages, and what is left is tested below.
  return [once, each.replaceAll(/^npm ci.*\n/gm, '')];
}

function follow({ folder }: Copy, script: string): void {
  const shell = spawnSync('bash', ['-e', '-x', '-c', script], { cwd: folder, encoding: 'utf8' });
  if (shell.status !== 0) throw new Error(`${shell.stdout}\n${shell.stderr}`);
}

it('a copy takes a later version by the document’s commands', { timeout: 20 * 60_000 }, async ({
  onTestFinished,
}) => {
  const [once, each] = commands();
  const upstream = startCopy();
  onTestFinished(upstream.remove);
  const copy = startCopy();
  onTestFinished(copy.remove);
  copy.git('branch', '--move', 'main');
  copy.git('remote', 'add', 'upstream', upstream.folder);
  copy.git('config', 'user.name', 'Ada');
  copy.git('config', 'user.email', 'ada@example.com');
  const read = (path: string) => readFileSync(join(copy.folder, path), 'utf8');

  await copy.run(['init', '--', '--name', 'Acme Notes', '--no-demo', '--yes']);
  follow(copy, once);
  const yourApp = 'src/sidepanel/your-app.tsx';
  writeFileSync(join(copy.folder, yourApp), `// Notes.\n${read(yourApp)}`);
  copy.commit('Begin notes');

  // A later version: of what the copy has, of what it took out, and of a file with names of its own.
  const at = (path: string) => join(upstream.folder, path);
  appendFileSync(at('src/auth/contract.ts'), '// Later.\n');
  appendFileSync(at('src/demo/demo.tsx'), '// Later.\n');
  appendFileSync(at('src/config/brand.ts'), '// Later.\n');
  writeFileSync(at('src/demo/later.ts'), 'export const LATER = 1;\n');
  upstream.commit('Go on');
  upstream.git('tag', 'v1.2.3');

  follow(copy, each);
  expect(read('src/auth/contract.ts')).toContain('// Later.');
  expect(read('src/config/brand.ts')).toContain('// Later.');
  expect(read('src/config/brand.ts')).toContain("NAME = 'Acme Notes'");
  expect(read(yourApp)).toContain('// Notes.');
  expect(existsSync(join(copy.folder, 'src/demo'))).toBe(false);
  expect(copy.git('status', '--porcelain')).toBe('');
  await copy.run('check', 'typecheck', 'unused');
});
