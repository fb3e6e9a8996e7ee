import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startCopy } from '../repository/committed-copy';

// The questions of `npm run init`, answered in a pseudo-terminal, which `script` of util-linux is.
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes(
  'util-linux',
);

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z" /></svg>';

const ENTER = '\r';
const CTRL_C = '\x03';
const BACKSPACE = '\x7f';

/** Somebody at a terminal, in which a command runs. */
function sitDown(folder: string, command: string) {
  const child: ChildProcessWithoutNullStreams = spawn(
    'script',
    // A terminal that nobody has opened a window for has no width, and one letter would go on each line.
    ['--quiet', '--return', '--command', `stty cols 100 rows 40; ${command}`, '/dev/null'],
    { cwd: folder, env: { ...process.env, TERM: 'xterm' } },
  );
  let screen = '';
  let seen = 0;
  let look = () => {};
  const collect = (chunk: Buffer) => {
    screen += chunk;
    look();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exited = new Promise<number | null>((done) => child.on('close', done));
  return {
    exited,
    screen: () => screen,
    /** Waits until the screen has shown this since the last answer, and presses the keys. */
    answer: (question: string, keys: string) =>
      new Promise<void>((done, fail) => {
        look = () => {
          if (!screen.includes(question, seen)) return;
          look = () => {};
          seen = screen.length;
          child.stdin.write(keys);
          done();
        };
        look();
        void exited.then(() => fail(new Error(`It ended before "${question}":\n${screen}`)));
      }),
  };
}

/** The questions, in order, and keys that answer them by what is there, or by yes. */
const QUESTIONS: readonly [question: string, keys: string][] = [
  ['What is it called?', ENTER],
  ['And in little room?', ENTER],
  ['What does it do', ENTER],
  ['Its colour?', ENTER],
  ['Its icon?', ENTER],
  ['Who makes it?', ENTER],
  ['Under which licence?', ENTER],
  ['The publishable key', ENTER],
  ['Make a key', 'y'],
  ['What shall it keep?', ENTER],
  ['Do it?', 'y'],
];

describe.skipIf(!hasScript)('the questions of npm run init', { timeout: 10 * 60_000 }, () => {
  it('change nothing where somebody gives up, and what was answered where not', async ({
    onTestFinished,
  }) => {
    const copy = startCopy();
    onTestFinished(copy.remove);

    for (const [index, [question]] of QUESTIONS.entries()) {
      const leaving = sitDown(copy.folder, 'npm run init');
      for (const answered of QUESTIONS.slice(0, index)) await leaving.answer(...answered);
      await leaving.answer(question, CTRL_C);
      expect(await leaving.exited, question).toBe(1);
      expect(leaving.screen().match(/Nothing was changed\./g), question).toHaveLength(1);
    }
    expect(copy.changes()).toEqual([]);

    const declining = sitDown(copy.folder, 'npm run init -- --name Acme --own-key --no-demo');
    for (const question of ['little room', 'What does it do', 'Its colour?', 'Its icon?']) {
      await declining.answer(question, ENTER);
    }
    await declining.answer('Who makes it?', ENTER);
    await declining.answer('Under which licence?', ENTER);
    await declining.answer('The publishable key', ENTER);
    await declining.answer('Do it?', 'n');
    expect(await declining.exited).toBe(1);
    expect(declining.screen()).toContain('Nothing was changed.');
    expect(copy.changes()).toEqual([]);

    const icon = join(copy.folder, 'node_modules/icon.svg');
    writeFileSync(icon, ICON);
    const staying = sitDown(copy.folder, 'npm run init');
    await staying.answer('What is it called?', `Acme Notes${ENTER}`);
    await staying.answer('And in little room?', ENTER);
    await staying.answer('What does it do', `Takes notes.${ENTER}`);
    await staying.answer('Its colour?', `#ffee00${ENTER}`);
    await staying.answer('take a darker one', `${BACKSPACE.repeat(7)}#0f766e${ENTER}`);
    await staying.answer('Its icon?', `${icon}${ENTER}`);
    await staying.answer('Who makes it?', `Acme${ENTER}`);
    await staying.answer('Under which licence?', ENTER);
    await staying.answer('The publishable key', `pk_test_${ENTER}`);
    await staying.answer('That is not a publishable key', `Y2xlcmsuZXhhbXBsZS5jb20k${ENTER}`);
    await staying.answer('Make a key', 'n');
    // The first of them is the demo tab.
    await staying.answer('What shall it keep?', ` ${ENTER}`);
    await staying.answer('Do it?', 'y');
    expect(await staying.exited).toBe(0);
    const read = (path: string) => readFileSync(join(copy.folder, path), 'utf8');
    const brand = read('src/config/brand.ts');
    expect(brand).toContain("SHORT_NAME = 'Acme Notes'");
    expect(brand).toContain("DESCRIPTION = 'Takes notes.'");
    expect(read('src/ui/tokens.css')).toContain('--brand: #0f766e;');
    expect(read('public/icons/icon.svg')).toContain('M0 0h8v8z');
    expect(read('.env')).toContain('=pk_test_Y2xlcmsuZXhhbXBsZS5jb20k');
    expect(read('package.json')).toContain('"author": "Acme"');
    expect(existsSync(join(copy.folder, 'src/demo'))).toBe(false);
    expect(existsSync(join(copy.folder, 'src/content'))).toBe(true);
  });
});
