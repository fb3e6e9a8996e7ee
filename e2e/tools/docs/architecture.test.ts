import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../src/build/command/build-extension';

const architecture = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');

/** The paths below src and e2e that a page names in backticks. */
const pathsIn = (page: string): string[] =>
  [...page.matchAll(/`((?:src|e2e)\/[\w./-]*\w)`/g)].map(([, path = '']) => path);

/** The text between a heading and the next one of any level. */
function section(heading: string): string {
  const [, after = ''] = architecture.split(`${heading}\n`);
  return after.split(/\n#/)[0] ?? '';
}

const files = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true }).filter(
  (entry) => entry.isFile() && /\.tsx?$/.test(entry.name),
);

describe('docs/architecture.md', () => {
  it('has every folder of src on its map', () => {
    const map = pathsIn(section('## Map'));
    const folders = new Set(files.map(({ parentPath }) => parentPath.slice(ROOT.length)));
    expect([...folders].filter((folder) => !map.includes(folder))).toEqual([]);
  });

  it('walks along imports, past no file twice', () => {
    const walk = pathsIn(section('### `auth.getToken`, file by file'));
    expect(walk.length).toBeGreaterThan(10);
    expect(new Set(walk).size).toBe(walk.length);
    // Chrome starts the worker's entry; no file imports it.
    const entry = 'src/background/index.ts';
    const reached = new Set<string>();
    const strays = walk.filter((path, index) => {
      const isReached = index === 0 || path === entry || reached.has(path);
      addImports(path, reached);
      return !isReached;
    });
    expect(strays).toEqual([]);
  });
});

/** Adds what a source file imports by relative paths, and what that imports in turn. */
function addImports(path: string, reached: Set<string>): void {
  const source = readFileSync(join(ROOT, path), 'utf8');
  for (const [, target = ''] of source.matchAll(/from '(\.[^']+)'/g)) {
    const imported = `${join(dirname(path), target)}.ts`;
    if (reached.has(imported) || !existsSync(join(ROOT, imported))) continue;
    reached.add(imported);
    addImports(imported, reached);
  }
}
