import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { ROOT } from './build-extension';

/** Starts a command whose `main` is this, as a process of its own. */
function start(main: string) {
  const folder = mkdtempSync(join(tmpdir(), 'command-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'command.mts');
  writeFileSync(
    file,
    `import { runScoped } from '${join(ROOT, 'src/build/command/run-scoped.ts')}';
     import { UserError } from '${join(ROOT, 'src/build/command/user-error.ts')}';
     await runScoped(async ({ stopped, defer }) => { ${main} });`,
  );
  return spawn(process.execPath, ['src/build/command/start.js', file], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(main: string) {
  const child = start(main);
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await closed;
  return { code, stdout, stderr: stderr.trim() };
}

it.each([
  ['what was written for the user', `new UserError('Do this.')`, 'Do this.'],
  ...['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOSPC'].map((code) => [
    `a folder that refuses, by ${code}`,
    `Object.assign(new Error('${code}: mkdir'), { code: '${code}', path: '/read/only/dist', syscall: 'mkdir' })`,
    expect.stringMatching(new RegExp(`^/read/only/dist cannot be written: .+ \\(${code}\\)\\.$`)),
  ]),
])('says %s in a sentence, and closes what was opened', { timeout: 240_000 }, async (...row) => {
  const [, error, stderr] = row;
  expect(await run(`defer(async () => console.log('closed')); throw ${error};`)).toEqual({
    code: 1,
    stdout: 'closed\n',
    stderr,
  });
});

it('closes what was opened, however soon Ctrl-C is pressed again', {
  timeout: 240_000,
}, async () => {
  const code = `
    const { setTimeout: delay } = await import('node:timers/promises');
    const press = () => process.kill(process.pid, 'SIGINT');
    const alive = setInterval(() => {}, 1000);
    defer(async () => {
      // One that came sooner might be the same press, by another way.
      await delay(1100);
      press();
      await delay(100);
      clearInterval(alive);
      console.log('closed');
    });
    press();
    await new Promise((_resolve, reject) => stopped.addEventListener('abort', reject));`;
  expect(await run(code)).toEqual({ code: 130, stdout: 'closed\n', stderr: 'Stopped.' });
});

it('says that it was stopped, and closes what was opened', { timeout: 240_000 }, async () => {
  const child = start(`
    const alive = setInterval(() => {}, 1000);
    defer(async () => { clearInterval(alive); console.log('closed'); });
    const stop = new Promise((_resolve, reject) => stopped.addEventListener('abort', reject));
    console.log('ready');
    await stop;`);
  const closed = once(child, 'close');
  const stderr = text(child.stderr);
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => {
    if (stdout === '') child.kill('SIGINT');
    stdout += chunk;
  });
  expect(await closed).toEqual([130, null]);
  expect(stdout).toBe('ready\nclosed\n');
  expect((await stderr).trim()).toBe('Stopped.');
});
