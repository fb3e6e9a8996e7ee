import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../../src/build/command/build-extension';
import { runBin } from './run-bin';

// Follows "Add a page" of docs/make-it-yours.md, to the letter, in a copy of the sources, and back again.

// Inside the project, where the packages are found.
const COPY = join(ROOT, '.cache', 'add-a-page');
const CONFIGS = ['.gitignore', 'biome.json', 'knip.jsonc', 'tsconfig.pages.json', 'vite.config.ts'];

const at = (path: string) => join(COPY, path);
const read = (path: string) => readFileSync(at(path), 'utf8');

beforeAll(() => {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  const names = ['src', 'public', 'package.json', 'tsconfig.base.json', 'manifest.config.ts'];
  for (const name of [...names, ...CONFIGS]) {
    cpSync(join(ROOT, name), at(name), { recursive: true });
  }
  // The plugin of CRXJS looks for its own files below the project it builds.
  symlinkSync(join(ROOT, 'node_modules'), at('node_modules'));
  writeFileSync(at('.env'), `VITE_CLERK_PUBLISHABLE_KEY=pk_test_${btoa('clerk.example.com$')}\n`);
});

/** The section's code blocks, in order. */
function blocks(): string[] {
  const page = readFileSync(join(ROOT, 'docs/make-it-yours.md'), 'utf8');
  const [, section = ''] = page.split('## Add a page\n');
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/^ {3}```\w+\n(.*?)^ {3}```$/gms)].map(([, code = '']) =>
    code.replaceAll(/^ {3}/gm, ''),
  );
}

function insertAfter(path: string, anchor: string, text: string): void {
  const [before, ...after] = read(path).split(anchor);
  if (after.length === 0) throw new Error(`${path} has no "${anchor}".`);
  writeFileSync(at(path), `${before}${anchor}${text}${after.join(anchor)}`);
}

const compile = () =>
  runBin(
    COPY,
    'typescript',
    'bin/tsc',
    '-p',
    'tsconfig.pages.json',
    '--noEmit',
    '--incremental',
    'false',
  );
const build = () => runBin(COPY, 'vite', 'bin/vite.js', 'build');

it('a page is added by the document, and taken out again', { timeout: 240_000 }, () => {
  const [html = '', page = '', main = '', listed = '', input = '', ...more] = blocks();
  expect(more).toEqual([]);
  mkdirSync(at('src/notes'));
  writeFileSync(at('src/notes/index.html'), html);
  writeFileSync(at('src/notes/notes.tsx'), page);
  writeFileSync(at('src/notes/main.tsx'), main);
  insertAfter('src/config/pages.ts', "welcome: '/src/welcome/index.html',\n", listed);
  insertAfter('vite.config.ts', 'welcome: PAGES.welcome.slice(1),\n', input);
  insertAfter('tsconfig.pages.json', '"src/welcome",', ' "src/notes",');
  insertAfter('src/biome.json', '"welcome/*"', ', "notes/*"');
  insertAfter(
    'knip.jsonc',
    '"src/{popup,sidepanel,options,welcome}/main.tsx",',
    ' "src/notes/main.tsx",',
  );
  expect(compile()).toEqual({ passed: true, output: '' });
  expect(build()).toMatchObject({ passed: true });
  expect(existsSync(at('dist/src/notes/index.html'))).toBe(true);
  const lint = runBin(
    COPY,
    '@biomejs/biome',
    'bin/biome',
    'lint',
    '--error-on-warnings',
    'src/notes',
  );
  expect(lint).toMatchObject({ passed: true });

  rmSync(at('src/notes'), { recursive: true });
  for (const path of ['src/config/pages.ts', 'vite.config.ts']) {
    writeFileSync(at(path), read(path).replaceAll(/^.*notes.*\n/gm, ''));
  }
  for (const path of ['tsconfig.pages.json', 'src/biome.json', 'knip.jsonc']) {
    writeFileSync(at(path), read(path).replaceAll(/, "notes\/\*"| "src\/notes[^"]*",/g, ''));
  }
  expect(compile()).toEqual({ passed: true, output: '' });
});
