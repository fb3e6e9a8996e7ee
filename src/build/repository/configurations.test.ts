import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../command/build-extension';

// What configurations name has to be there: a folder that has moved would be left out in silence.

const WORKFLOWS = '.github/workflows';
const FILES = [
  ...readdirSync(ROOT).filter((name) => /\.jsonc?$|\.config\.ts$/.test(name)),
  ...readdirSync(join(ROOT, WORKFLOWS)).map((name) => `${WORKFLOWS}/${name}`),
  'src/biome.json',
  'e2e/biome.json',
].filter((path) => path !== 'package-lock.json' && existsSync(join(ROOT, path)));

/** Paths in this repository that a text names, as far as they hold no pattern. */
function pathsIn(text: string): string[] {
  const named = text.matchAll(/(?<![\w/.-])(?:src|e2e|docs|public)\/[\w./{},*-]*[\w}*]/g);
  return [...named].map(([path]) => path.replace(/\/?[^/]*[{*].*$/, ''));
}

/** The folders and files to which a linter's own configuration applies its overrides, from the root. */
function includesOf(path: string): string[] {
  const { overrides = [] }: { overrides?: { includes: string[] }[] } = JSON.parse(
    readFileSync(join(ROOT, path), 'utf8'),
  );
  return overrides
    .flatMap(({ includes }) => includes)
    .map((include) => join(dirname(path), include.replace(/^!/, '')))
    .map((include) => include.replace(/\/?[^/]*[{*].*$/, ''));
}

it.each(FILES)('%s names only what there is', (path) => {
  const named = path.endsWith('biome.json')
    ? includesOf(path)
    : pathsIn(readFileSync(join(ROOT, path), 'utf8'));
  // Whoever copies this may delete e2e/.
  const hasE2e = existsSync(join(ROOT, 'e2e'));
  const expected = named.filter((one) => hasE2e || !one.startsWith('e2e'));
  expect(expected.filter((one) => !existsSync(join(ROOT, one)))).toEqual([]);
});
