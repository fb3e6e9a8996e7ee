import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../command/build-extension';

const listed = spawnSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'],
  { cwd: ROOT, encoding: 'utf8' },
);
const PAGES = listed.stdout
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(ROOT, path)));

/** These name files that are the reader's to make, too. */
const OF_THE_READERS = /^README|(?:from-plasmo|make-it-yours|use-messaging)\.md$/;

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** A page without its code, which has other things in the form of links and headings. */
const textOf = (page: string) => page.replaceAll(/^ *```.*?^ *```$/gms, '');

/** What a page's links and pictures name in this repository, as it is written. */
function targetsIn(page: string): string[] {
  const links = textOf(page).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g);
  return [...links]
    .map(([, link, picture]) => link ?? picture ?? '')
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors that GitHub gives a page's headings. */
function anchorsOf(page: string): Set<string> {
  const headings = textOf(page).matchAll(/^#+ (.*)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

describe.skipIf(listed.status !== 0)('links', () => {
  it.each(PAGES)('of %s lead somewhere', (path) => {
    const dead = targetsIn(read(path)).filter((target) => {
      const [file = '', anchor] = target.split('#');
      const found = file === '' ? path : join(dirname(path), file);
      if (!existsSync(join(ROOT, found))) return true;
      return anchor !== undefined && !anchorsOf(read(found)).has(anchor);
    });
    expect(dead).toEqual([]);
  });
});

describe.skipIf(listed.status !== 0)('words', () => {
  it.each(PAGES.filter((path) => !OF_THE_READERS.test(path)))('of %s name no lost file', (path) => {
    const named = [...read(path).matchAll(/`((?:src|e2e|docs)\/[\w./-]*\w)`/g)];
    const dead = named.flatMap(([, file = '']) => (existsSync(join(ROOT, file)) ? [] : [file]));
    expect(dead).toEqual([]);
  });
});
