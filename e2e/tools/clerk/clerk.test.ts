import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../../../src/build/command/build-extension';
import { createControlClient } from '../../servers/embedded-clerk/control/client';
import { listen } from '../../servers/embedded-clerk/listen';

// `npm run clerk` as a process of its own.

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clerk-'));
});
afterEach(() => rm(folder, { recursive: true }));

function run(...args: string[]) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', 'e2e/tools/clerk/run.ts', ...args],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  const ready = new Promise<void>((resolve) => {
    const collect = (chunk: Buffer) => {
      output += chunk;
      if (/^Ready\./m.test(output)) resolve();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
  });
  const exit = once(child, 'close').then(([code]) => code as number);
  return {
    output: () => output,
    exit,
    ready: () => Promise.race([ready, exit.then(() => Promise.reject(new Error(output)))]),
    stop: () => child.kill('SIGINT'),
  };
}

const field = (output: string, name: string) =>
  new RegExp(`^ +${name} +(\\S+)`, 'm').exec(output)?.[1]?.replace(/,$/, '') ?? '';

it('serves until Ctrl-C, and is the same Clerk again with the same file', {
  timeout: 60_000,
}, async () => {
  const data = join(folder, 'clerk.json');
  const first = run('--port', '0', '--data', data);
  await first.ready();
  expect(first.output()).toMatch(/Users +demo\+clerk_test@example\.com {2}quiet-otter-lantern-42/);
  const control = createControlClient(field(first.output(), 'Control'));
  const ada = await control.addUser({ email: 'ada@example.com', password: 'correct horse' });
  first.stop();
  expect(await first.exit).toBe(0);

  const second = run('--port', '0', '--data', data);
  await second.ready();
  expect(second.output()).toContain('ada@example.com  (password unknown)');
  for (const name of ['Publishable key', 'Certificate pin']) {
    expect(field(second.output(), name)).toBe(field(first.output(), name));
  }
  const again = createControlClient(field(second.output(), 'Control'));
  await expect(again.addUser({ email: ada.email, password: 'another horse' })).rejects.toThrow(
    /taken/i,
  );
  second.stop();
  expect(await second.exit).toBe(0);
});

it('says in a sentence what it cannot do', { timeout: 60_000 }, async () => {
  const corrupt = join(folder, 'corrupt.json');
  await writeFile(corrupt, '{');
  const busy = createServer();
  onTestFinished(() => void busy.close());
  const port = await listen(busy, 0);

  for (const [args, sentence] of [
    [['--prot'], "Unknown option '--prot'"],
    [['--data', corrupt], 'It was left as it is: move it away, or choose another file.'],
    [['--port', String(port)], `Port ${port} on 127.0.0.1 is taken`],
  ] as const) {
    const { exit, output } = run(...args);
    expect(await exit).toBe(1);
    expect(output()).toContain(sentence);
    expect(output()).not.toContain('    at ');
  }
});
