import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startCopy } from '../repository/committed-copy';

// The questions of `npm run init`, answered in a pseudo-terminal, which `script` of util-linux is.
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes(
  'util-linux',
);

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

describe.skipIf(!hasScript)('the questions of npm run init', { timeout: 10 * 60_000 }, () => {
  it('change nothing where somebody gives up, and what was answered where not', async ({
    onTestFinished,
  }) => {
    const copy = startCopy();
    onTestFinished(copy.remove);

    const leaving = sitDown(copy.folder, 'npm run init');
    await leaving.answer('What is it called?', `Acme Notes${ENTER}`);
    await leaving.answer('And in little room?', CTRL_C);
    expect(await leaving.exited).toBe(1);
    expect(leaving.screen()).toContain('Nothing was changed.');

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
    expect(copy.git('status', '--porcelain')).toBe('');
    expect(existsSync(join(copy.folder, 'signing-key.pem'))).toBe(false);

    const staying = sitDown(copy.folder, 'npm run init');
    await staying.answer('What is it called?', `Acme Notes${ENTER}`);
    await staying.answer('And in little room?', ENTER);
    await staying.answer('What does it do', `Takes notes.${ENTER}`);
    await staying.answer('Its colour?', `#ffee00${ENTER}`);
    await staying.answer('take a darker one', `${BACKSPACE.repeat(7)}#0f766e${ENTER}`);
    await staying.answer('Its icon?', ENTER);
    await staying.answer('Who makes it?', `Acme${ENTER}`);
    await staying.answer('Under which licence?', ENTER);
    await staying.answer('The publishable key', ENTER);
    await staying.answer('Make a key', 'n');
    // The first of them is the demo tab.
    await staying.answer('What shall it keep?', ` ${ENTER}`);
    await staying.answer('Do it?', 'y');
    expect(await staying.exited).toBe(0);
    const brand = readFileSync(join(copy.folder, 'src/config/brand.ts'), 'utf8');
    expect(brand).toContain("SHORT_NAME = 'Acme Notes'");
    expect(brand).toContain("DESCRIPTION = 'Takes notes.'");
    expect(existsSync(join(copy.folder, 'src/demo'))).toBe(false);
    expect(existsSync(join(copy.folder, 'src/content'))).toBe(true);
  });
});
