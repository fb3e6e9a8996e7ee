import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../command/build-extension';
import { unusedStyles } from '../init/tidy';

// What no page uses is not told by knip, which reads no styles.

const read = (path: string) => readFileSync(join(ROOT, 'src', path), 'utf8');
const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
const STYLES = files.filter((path) => path.endsWith('.css'));
const sources = files
  .filter((path) => /\.(?:tsx?|html)$/.test(path) && !/\.test\./.test(path))
  .map(read)
  .join('\n');

/** The classes that a stylesheet has rules for, but for Clerk's. */
function classesIn(css: string): Set<string> {
  const selectors = css.replace(/\/\*[\s\S]*?\*\//g, '').match(/[^{};]+(?=\{)/g) ?? [];
  const classes = selectors.flatMap((selector) => selector.match(/(?<=\.)[a-z][\w-]*/g) ?? []);
  return new Set(classes.filter((name) => !name.startsWith('cl-')));
}

/** Whether a source names the class, or makes such names: `badge-${status}`. */
const isSaid = (name: string) =>
  new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(sources) ||
  sources.includes(`${name.replace(/-[^-]+$/, '')}-$\{`);

it.each(STYLES)('%s has rules for classes that there are', (path) => {
  expect([...classesIn(read(path))].filter((name) => !isSaid(name))).toEqual([]);
});

it('each stylesheet is some page’s', () => {
  expect(unusedStyles(ROOT)).toEqual([]);
});
