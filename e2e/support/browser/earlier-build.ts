import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../../src/build/command/build-extension';
import { lastRelease } from '../../../src/build/command/last-release';

const run = promisify(execFile);

/**
 * What people may have installed: the last release, by its tag. Before the first one, the commit that
 * brought the storage of the client JWT into its present form. `null` where the history is not at hand, as in a
 * shallow clone, or is another project's, which this is a part of.
 */
export async function earlierVersion(): Promise<string | null> {
  const git = async (...args: string[]) => {
    const { stdout } = await run('git', args, { cwd: ROOT }).catch(() => ({ stdout: '' }));
    return stdout.trim().split('\n').at(-1) || null;
  };
  if ((await git('rev-parse', '--is-shallow-repository')) !== 'false') return null;
  if ((await git('rev-parse', '--show-prefix')) !== null) return null;
  return (
    lastRelease() ??
    (await git('log', '--diff-filter=A', '--format=%H', '--', 'src/clerk/clerk-transport.ts'))
  );
}

/**
 * Builds the extension from its sources of `version`, with the packages installed here, into `folder`.
 *
 * @param variables its configuration: `VITE_...`.
 */
export async function buildEarlier(
  version: string,
  folder: string,
  variables: Record<string, string>,
): Promise<string> {
  const sources = join(folder, 'sources');
  const archive = join(folder, 'sources.tar');
  const dist = join(folder, 'dist');
  await mkdir(sources, { recursive: true });
  await run('git', ['archive', '--output', archive, version], { cwd: ROOT });
  await run('tar', ['--extract', '--file', archive, '--directory', sources]);
  await symlink(join(ROOT, 'node_modules'), join(sources, 'node_modules'));
  const vite = join(sources, 'node_modules/vite/bin/vite.js');
  await run(process.execPath, [vite, 'build', '--outDir', dist], {
    cwd: sources,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ...variables,
    },
  });
  return dist;
}
