import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Runs a program of an installed package in the folder `cwd`, and waits for its end. */
export function runBin(cwd: string, packageName: string, bin: string, ...args: string[]) {
  const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  const { status, stdout } = spawnSync(process.execPath, [join(dirname(manifest), bin), ...args], {
    cwd,
    encoding: 'utf8',
  });
  return { passed: status === 0, output: stdout };
}
