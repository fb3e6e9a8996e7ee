import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../../src/build/command/build-extension';
import { runBin } from './run-bin';

// Follows "Add a route in four steps" of the README, to the letter, in a copy of the sources, and back again.

const COPY = join(ROOT, '.cache', 'add-a-route');

beforeAll(() => {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  for (const name of ['src', 'public', 'package.json', 'tsconfig.base.json', 'vitest.config.ts']) {
    cpSync(join(ROOT, name), join(COPY, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(COPY, 'node_modules'), 'junction');
  for (const name of ['pages', 'worker']) {
    // An incremental build would read and write what the project's own has learned.
    const config = JSON.parse(readFileSync(join(ROOT, `tsconfig.${name}.json`), 'utf8'));
    delete config.compilerOptions.tsBuildInfoFile;
    writeFileSync(join(COPY, `tsconfig.${name}.json`), JSON.stringify(config));
  }
});

/** The section's code blocks, one a step. */
function steps(): string[] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, section = ''] = readme.split('## Add a route in four steps\n');
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/^ {3}```ts\n(.*?)^ {3}```$/gms)].map(([, code = '']) =>
    code.replaceAll(/^ {3}/gm, ''),
  );
}

function insertAfter(path: string, anchor: string, code: string): void {
  const source = readFileSync(join(COPY, path), 'utf8');
  const [before, after, ...more] = source.split(anchor);
  if (after === undefined || more.length > 0) throw new Error(`${path} has no one "${anchor}".`);
  writeFileSync(join(COPY, path), `${before}${anchor}\n${code}${after}`);
}

function takeOut(path: string, code: string): void {
  const source = readFileSync(join(COPY, path), 'utf8');
  writeFileSync(join(COPY, path), source.replace(code, ''));
}

const run = (...bin: [packageName: string, bin: string, ...args: string[]]) => runBin(COPY, ...bin);

const compile = (project: 'pages' | 'worker') =>
  run('typescript', 'bin/tsc', '-p', `tsconfig.${project}.json`);

it('a route is added in four steps, and taken out again', { timeout: 120_000 }, () => {
  const [declare = '', answer = '', call = '', test = '', ...more] = steps();
  expect(more).toEqual([]);
  expect(compile('worker')).toMatchObject({ passed: true });

  insertAfter('src/auth/contract.ts', 'export const authContract = defineContract(\n  {', declare);
  const unanswered = compile('worker');
  expect(unanswered.passed).toBe(false);
  expect(unanswered.output).toContain("'auth.isSignedIn'");

  insertAfter('src/background/handlers.ts', '\n  return {', answer);
  expect(compile('worker')).toMatchObject({ passed: true, output: '' });

  const page = join(COPY, 'src', 'demo', 'step-three.ts');
  writeFileSync(page, `import { client } from '../ui/client';\n${call}export default signedIn;\n`);
  expect(compile('pages')).toMatchObject({ passed: true, output: '' });
  writeFileSync(
    page,
    `import { client } from '../ui/client';\n${call.replace('{});', '{ of: 1 });')}`,
  );
  expect(compile('pages').passed).toBe(false);

  writeFileSync(join(COPY, 'src', 'background', 'is-signed-in.test.ts'), test);
  const tested = run('vitest', 'vitest.mjs', 'run', '--root', COPY, 'is-signed-in');
  expect(tested).toMatchObject({ passed: true });
  expect(tested.output).toContain('1 passed');

  // From the first step on the compiler names what is left of the others.
  takeOut('src/auth/contract.ts', declare);
  expect(compile('worker').output).toContain("'auth.isSignedIn'");
  expect(compile('pages').output).toContain('auth.isSignedIn');
  takeOut('src/background/handlers.ts', answer);
  rmSync(page);
  rmSync(join(COPY, 'src', 'background', 'is-signed-in.test.ts'));
  expect(compile('worker')).toMatchObject({ passed: true, output: '' });
  expect(compile('pages')).toMatchObject({ passed: true, output: '' });
});
