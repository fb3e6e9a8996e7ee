import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Change, Project } from './project';
import { fileList, nextSteps, summary } from './report';

const CHANGES: Change[] = [
  { path: 'README.md', before: 'a', after: 'b' },
  { path: 'docs/sites.md', before: 'a', after: null },
  { path: 'src/site/a.ts', before: 'a', after: null },
  { path: 'src/site/b/c.ts', before: 'a', after: null },
];

it('sums up what was asked for, and no more', () => {
  expect(summary({ name: 'Acme Notes', ownKey: false, without: [] }, CHANGES).split('\n')).toEqual([
    '  Name         Acme Notes',
    '  Files        1 to edit, 3 to remove',
  ]);
});

it('does not show a publishable key', () => {
  const key = 'pk_test_Y2xlcmsuZXhhbXBsZS5jb20k';
  expect(summary({ publishableKey: key, ownKey: false, without: [] }, [])).not.toContain(key);
});

it('lists the files to edit, and the folders of those to remove', () => {
  expect(fileList(CHANGES).split('\n')).toEqual([
    '  edit    README.md',
    '  remove  docs/sites.md',
    '  remove  src/site, 2 files',
  ]);
});

it.each([
  ['', 'npm run dev -- --signed-in '],
  ['VITE_CLERK_PUBLISHABLE_KEY=\n', 'npm run dev -- --signed-in '],
  ['VITE_CLERK_PUBLISHABLE_KEY=pk_test_1\n', 'npm run dev  '],
])('with %j in .env goes on by %j', (env, command) => {
  const folder = mkdtempSync(join(tmpdir(), 'init-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, '.env'), env);
  expect(nextSteps(new Project(folder, []))).toContain(command);
});
