import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
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

/** The files that nothing uses as the sources are now: by knip, and stylesheets, of which it knows nothing. */
export function unusedFiles(root: string): string[] {
  const { stdout } = runBin(root, 'knip', '--reporter', 'json', '--include', 'files');
  const report: { issues?: { file: string; files?: unknown[] }[] } = JSON.parse(stdout || '{}');
  const unused = (report.issues ?? []).filter(({ files }) => files?.length);
  return [...unused.map(({ file }) => file), ...unusedStyles(root)];
}

/** The stylesheets that no module, page or other stylesheet of `src` names. */
export function unusedStyles(root: string): string[] {
  const paths = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.(?:tsx?|css|html)$/.test(path));
  const sources = paths.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
  return paths.filter((path) => {
    const isNamed = ["'", '"'].some((quote) => sources.includes(`/${basename(path)}${quote}`));
    return path.endsWith('.css') && !isNamed;
  });
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
