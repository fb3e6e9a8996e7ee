import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { copyProject } from '../repository/copy-project';
import { ROOT } from './build-extension';

// Every script of package.json, in a copy of the working tree that cannot be written.

/** Those that have nothing to write there, and how they end. */
const READERS: Readonly<Record<string, number>> = {
  check: 0,
  // It says that there is no key.
  doctor: 1,
  'e2e:live': 0,
  unused: 0,
};

/** What makes the others write, where they would not by themselves. */
const ARGS: Readonly<Record<string, readonly string[]>> = {
  clerk: ['--', '--port', '0', '--data', 'clerk.json'],
  init: ['--', '--name', 'Acme Notes', '--yes'],
};

const WRITERS_ENV = { VITE_CLERK_PUBLISHABLE_KEY: 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k' };

const SCRIPTS = Object.entries(packageJson.scripts)
  .filter(([, script]) => existsSync(join(ROOT, script.split(' ')[2] ?? '')))
  .map(([name]) => ({ name }));

/** Root writes wherever it likes, unless it is started without the capabilities for that. */
const CONFINED =
  process.getuid?.() === 0
    ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search,-fowner']
    : [];

/** Starts a program as somebody whom permissions bind. */
function spawnConfined(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
  const [program = '', ...args] = [...CONFINED, ...command];
  return spawn(program, args, {
    cwd,
    env: { ...process.env, NODE_ENV: undefined, VITEST: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const setMode = (mode: string, folder: string) => spawnSync('chmod', ['-R', mode, folder]);

/** Whether permissions bind here: not for root where there is no `setpriv`, and not on Windows. */
async function permissionsBind(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'read-only-'));
  try {
    setMode('a-w', folder);
    const child = spawnConfined(['sh', '-c', 'echo started; mkdir folder'], folder);
    // Where there is no such program.
    child.on('error', () => {});
    return (await text(child.stdout)).trim() === 'started' && readdirSync(folder).length === 0;
  } finally {
    setMode('u+w', folder);
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!(await permissionsBind()))('in a folder that cannot be written', () => {
  let copy: string;
  let temporary: string;
  beforeAll(() => {
    copy = copyProject();
    // What is left behind elsewhere, as a second copy would be.
    temporary = mkdtempSync(join(tmpdir(), 'read-only-'));
    const git = (...args: string[]) => spawnSync('git', args, { cwd: copy });
    git('init', '--quiet');
    git('add', '--all');
    git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '-qm', 'Start');
    setMode('a-w', copy);
  });
  afterAll(() => {
    setMode('u+w', copy);
    for (const folder of [copy, temporary]) rmSync(folder, { recursive: true });
  });

  async function run(name: string, env: NodeJS.ProcessEnv) {
    const child = spawnConfined(['npm', 'run', '--silent', name, ...(ARGS[name] ?? [])], copy, {
      TMPDIR: temporary,
      // The cache is meant to outlive the command.
      TSX_DISABLE_CACHE: '1',
      ...env,
    });
    const closed = once(child, 'close');
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = await closed;
    return { code, stdout, stderr };
  }

  it.each(SCRIPTS)(
    'npm run $name says so, or does without',
    async ({ name }) => {
      const exitCode = READERS[name];
      const { code, stdout, stderr } = await run(name, exitCode === undefined ? WRITERS_ENV : {});
      expect(stderr).not.toMatch(/^ +at /m);
      if (exitCode === undefined) {
        const sentences = stderr.match(/^.* cannot be written\b.* \(?EACCES\b.*$/gm);
        // One for each of the copies that it makes.
        expect(sentences, `${stdout}\n${stderr}`).toHaveLength(name === 'test:copies' ? 2 : 1);
      }
      expect(code, stderr).toBe(exitCode ?? 1);
      expect(readdirSync(temporary)).toEqual([]);
    },
    120_000,
  );
});
