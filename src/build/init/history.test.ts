import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { TEMPLATE } from './features';
import { beginHistory } from './history';
import { Project } from './project';

const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2027-01-31\n\n- One.\n';

/** A project of version 1.2.0 with these scripts. */
function projectWith(scripts: readonly string[]): Project {
  const folder = mkdtempSync(join(tmpdir(), 'init-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const root = { name: 'clerk-extension', version: '1.2.0' };
  const files = {
    'CHANGELOG.md': CHANGELOG,
    'package.json': JSON.stringify({
      ...root,
      scripts: Object.fromEntries(scripts.map((script) => [script, ''])),
    }),
    'package-lock.json': JSON.stringify({ ...root, packages: { '': root } }),
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return new Project(folder, Object.keys(files));
}

it('gives a copy a version and a changelog of its own, which says what it was made of', () => {
  const project = projectWith(['build', ...(TEMPLATE.scripts ?? [])]);
  beginHistory(project);
  const changelog = project.read('CHANGELOG.md');
  expect(changelog).toContain('Made of clerk-extension 1.2.0;');
  expect(changelog?.match(/^## .*$/gm)).toEqual(['## [Unreleased]']);
  expect(JSON.parse(project.read('package.json') ?? '')).toMatchObject({ version: '0.1.0' });
  expect(JSON.parse(project.read('package-lock.json') ?? '')).toMatchObject({
    version: '0.1.0',
    packages: { '': { version: '0.1.0' } },
  });
});

it('leaves what a copy has made of them', () => {
  const project = projectWith(['build']);
  beginHistory(project);
  expect(project.changes()).toEqual([]);
});
