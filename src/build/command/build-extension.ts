import { spawn } from 'node:child_process';
import { access, constants, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Settings, toVariables } from '../../config/variables';
import { UserError } from './user-error';

/** The repository's root. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Where the production build goes, the one a user would load. */
export const DIST = join(ROOT, 'dist');

/** The build failed. The message holds what it printed. */
class BuildError extends UserError {
  override name = 'BuildError';
}

/** What a build is for, whatever `.env` says. */
export type BuildOptions = Settings & {
  publishableKey: string;
  /** Where it goes, instead of `DIST`. */
  outDir?: string;
  /** Ends the build when it aborts. */
  signal?: AbortSignal;
};

/** Runs the production build. Quiet unless it fails, then rejects with `BuildError`. */
export async function buildExtension({
  outDir = DIST,
  signal,
  ...settings
}: BuildOptions): Promise<void> {
  // Vite would find out later, and say so with a stack.
  await mkdir(outDir, { recursive: true });
  await access(outDir, constants.W_OK);
  const vite = join(
    dirname(createRequire(import.meta.url).resolve('vite/package.json')),
    'bin/vite.js',
  );
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--outDir', outDir, '--emptyOutDir'], {
      cwd: ROOT,
      env: {
        ...process.env,
        // A test runner's own would build React for development.
        NODE_ENV: 'production',
        ...toVariables(settings),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal ? { signal } : {}),
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new BuildError(`The build failed (vite build, exit code ${code}):\n${output}`));
    });
  });
}
