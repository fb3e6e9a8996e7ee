import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { ROOT } from './build-extension';

const START = 'src/build/command/start.js';

/** The commands, by the names of their scripts in package.json; a tool's file is told which it is. */
const COMMANDS = Object.entries(packageJson.scripts)
  .map(([name, script]) => ({ name, start: script.split(' ').slice(2) }))
  .filter(({ start: [file = ''] }) => existsSync(join(ROOT, file)));

async function run(...args: string[]) {
  const child = spawn(process.execPath, [START, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await closed;
  return { code, stdout, stderr };
}

it('every script starts by checking the version of Node', () => {
  for (const [name, script] of Object.entries(packageJson.scripts)) {
    expect(script, name).toMatch(new RegExp(`^node ${START} \\S+\\.ts( ${name})?$`));
  }
  expect(COMMANDS.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['build', 'check', 'key', 'package', 'test', 'test:all']),
  );
});

/** What lies at the top, but for what other tests cache there meanwhile. */
function entriesOfRoot(): string[] {
  return readdirSync(ROOT)
    .filter((name) => name !== '.cache')
    .sort();
}

describe.each(COMMANDS)('npm run $name', { timeout: 240_000 }, ({ name, start }) => {
  it('prints what it takes for --help', async () => {
    const { code, stdout, stderr } = await run(...start, '--help');
    expect(stdout).toMatch(new RegExp(`^npm run ${name}\\b`));
    expect(stdout).toContain('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('refuses a flag that it does not know before it does anything', async () => {
    const before = entriesOfRoot();
    const { code, stdout, stderr } = await run(...start, '--no-such-flag');
    expect(stderr).toContain('--no-such-flag');
    expect(stderr).toContain(`npm run ${name}`);
    // A sentence, not a stack.
    expect(stderr).not.toMatch(/^ +at /m);
    // The doctor's 1 is that something is wrong with what it looked at.
    expect({ code, stdout }).toEqual({ code: name === 'doctor' ? 2 : 1, stdout: '' });
    expect(entriesOfRoot()).toEqual(before);
  });
});

describe('on a Node that is too old', () => {
  const older = `data:text/javascript,${encodeURIComponent(
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } });",
  )}`;
  it('says which is needed, and nothing else', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', older, START, 'no-such-file.ts'],
      { cwd: ROOT, encoding: 'utf8' },
    );
    expect(stderr).toBe(
      'Node 20.19, or 22.12 and newer is needed, and this is 18.20.8: install it from https://nodejs.org.\n',
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });
});
