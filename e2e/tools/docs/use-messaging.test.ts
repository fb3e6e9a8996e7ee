import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../../src/build/command/build-extension';
import { runBin } from './run-bin';

// Follows docs/use-messaging.md to the letter: a project that has `src/messaging` and nothing else.

// Inside the project, where the packages are found.
const PROJECT = join(ROOT, '.cache', 'use-messaging');

const run = (...bin: [packageName: string, bin: string, ...args: string[]]) =>
  runBin(PROJECT, ...bin);

it('src/messaging works in another extension', { timeout: 120_000 }, () => {
  rmSync(PROJECT, { recursive: true, force: true });
  mkdirSync(join(PROJECT, 'src'), { recursive: true });
  cpSync(join(ROOT, 'src', 'messaging'), join(PROJECT, 'src', 'messaging'), { recursive: true });
  writeFileSync(join(PROJECT, 'package.json'), '{"type":"module"}');
  // Vitest would look for this project's own above.
  writeFileSync(join(PROJECT, 'vitest.config.ts'), 'export default {};\n');
  writeFileSync(
    join(PROJECT, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.base.json',
      compilerOptions: { lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: ['chrome'] },
      include: ['src'],
      exclude: ['src/messaging/**/*.test.ts', 'src/messaging/**/*.test-d.ts'],
    }),
  );

  const page = readFileSync(join(ROOT, 'docs', 'use-messaging.md'), 'utf8');
  const files = [...page.matchAll(/^```ts\n\/\/ (src\/\S+)\n(.*?)^```$/gms)];
  expect(files.map(([, path]) => path)).toEqual([
    'src/notes.ts',
    'src/worker.ts',
    'src/popup.ts',
    'src/notes.test.ts',
  ]);
  for (const [, path = '', code = ''] of files) writeFileSync(join(PROJECT, path), code);

  expect(run('typescript', 'bin/tsc', '-p', '.')).toEqual({ passed: true, output: '' });
  expect(run('vitest', 'vitest.mjs', 'run', 'src/notes.test.ts')).toMatchObject({ passed: true });

  // It is the page's code that was compiled: a wrong one does not.
  writeFileSync(
    join(PROJECT, 'src', 'popup.ts'),
    (files[2]?.[2] ?? '').replace('{ text }', '{ txt: text }'),
  );
  expect(run('typescript', 'bin/tsc', '-p', '.').output).toContain('src/popup.ts');
});
