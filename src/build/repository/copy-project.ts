import { execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../command/build-extension';

/**
 * Copies the working tree, without what git ignores, and gives the copy this project's packages.
 *
 * @param isWanted which files, by their path from the root.
 * @returns the copy's folder, which is the caller's to remove.
 */
export function copyProject(isWanted: (path: string) => boolean = () => true): string {
  const copy = mkdtempSync(join(tmpdir(), 'project-copy-'));
  const listed = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  );
  const files = listed.stdout.split('\0').filter((file) => existsSync(join(ROOT, file)));
  for (const file of files.filter((name) => name !== '' && isWanted(name))) {
    mkdirSync(join(copy, dirname(file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  linkPackages(copy);
  return copy;
}

/** Gives a copy this project's packages. */
function linkPackages(copy: string): void {
  // A folder of links, so that what tools cache beside the packages stays in the copy.
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((one) => one !== '.cache')) {
    symlinkSync(join(ROOT, 'node_modules', name), join(copy, 'node_modules', name));
  }
}

/** What came of a script. */
export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs one of the copy's scripts, as by hand. `env` is added to the environment. */
export function runScript(
  copy: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Run> {
  const options = {
    cwd: copy,
    // Without what Vitest sets: `vite build` would make a development build of it.
    env: { ...process.env, NODE_ENV: undefined, VITEST: undefined, ...env },
    maxBuffer: 64 * 1024 * 1024,
  };
  return new Promise((done) => {
    const child = execFile('npm', ['run', ...args], options, (_error, stdout, stderr) =>
      done({ status: child.exitCode, stdout, stderr }),
    );
    child.stdin?.end();
  });
}
