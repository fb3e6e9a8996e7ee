import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where the production build goes, the one a user would load. */
export const DIST = join(ROOT, 'dist');

/** The build failed. The message holds what it printed. */
export class BuildError extends Error {
  override name = 'BuildError';
}

/**
 * Runs the production build into `DIST` for one publishable key, whatever `.env` says. Quiet unless
 * it fails, then rejects with `BuildError`. An aborted `signal` ends it.
 */
export function buildExtension(publishableKey: string, signal: AbortSignal): Promise<void> {
  const vite = join(
    dirname(createRequire(import.meta.url).resolve('vite/package.json')),
    'bin/vite.js',
  );
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build'], {
      cwd: ROOT,
      env: {
        ...process.env,
        VITE_CLERK_PUBLISHABLE_KEY: publishableKey,
        VITE_CLERK_SYNC_HOST: '',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
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
