import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../command/user-error';

/**
 * What taking features out leaves behind: imports that nothing uses, files and exports that nothing imports, and
 * lines that the formatter would break otherwise.
 *
 * @param unusedBefore the files that nothing used before either: somebody's own, which are left alone.
 */
export async function tidy(root: string, unusedBefore: readonly string[]): Promise<void> {
  runBin(root, 'biome', 'lint', '--write', '--unsafe', '--only=correctness/noUnusedImports');
  const orphaned = () => unusedFiles(root).filter((file) => !unusedBefore.includes(file));
  for (let orphans = orphaned(); orphans.length > 0; orphans = orphaned()) {
    for (const file of orphans) await rm(join(root, file));
  }
  // What was exported for those who are gone.
  runBin(root, 'knip', '--fix', '--fix-type', 'exports,types', '--include', 'exports,types');
  const { status, stdout, stderr } = runBin(root, 'biome', 'check', '--write');
  if (status !== 0) {
    throw new UserError(`The linter is not content with what is left:\n${stdout}${stderr}`);
  }
}

/** The files that nothing uses, by knip, which reads the sources as they are now. */
export function unusedFiles(root: string): string[] {
  const { stdout } = runBin(root, 'knip', '--reporter', 'json', '--include', 'files');
  const report: { issues?: { file: string; files?: unknown[] }[] } = JSON.parse(stdout || '{}');
  return (report.issues ?? []).filter(({ files }) => files?.length).map(({ file }) => file);
}

/** Runs a tool to its end. Throws where a signal ended it, as Ctrl-C does. */
function runBin(root: string, bin: string, ...args: string[]) {
  const onWindows = process.platform === 'win32';
  const result = spawnSync(onWindows ? 'npm.cmd' : 'npm', ['exec', '--no', '--', bin, ...args], {
    cwd: root,
    encoding: 'utf8',
    shell: onWindows,
  });
  if (result.signal) throw new Error(`${bin} was ended by ${result.signal}.`);
  return result;
}
