import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
export interface BuildOptions {
  publishableKey: string;
  /** Origin of a web app whose sign-in the extension shares. */
  syncHost?: string;
  /** Origin of a backend that pages may call. */
  apiOrigin?: string;
  // #region feature: sites
  /** Whether sites that the person grants may have it asked, by a content script. */
  sites?: boolean;
  // #endregion feature: sites
  /** Path under which that backend's routes are. */
  apiPrefix?: string;
  /** Whether people may sign in with a provider; on by default. */
  oauth?: boolean;
  // #region feature: demo
  /** Whether the demo tab is in; it is by default. */
  demo?: boolean;
  // #endregion feature: demo
  /** Whether Clerk's SDK may report usage to Clerk. */
  telemetry?: boolean;
  /** The manifest's `key`, instead of this project's. */
  extensionKey?: string;
  /** Where it goes, instead of `DIST`. */
  outDir?: string;
  /** Ends the build when it aborts. */
  signal?: AbortSignal;
}

/** Runs the production build. Quiet unless it fails, then rejects with `BuildError`. */
export function buildExtension({
  publishableKey,
  syncHost = '',
  apiOrigin = '',
  // #region feature: sites
  sites = false,
  // #endregion feature: sites
  apiPrefix = '',
  oauth = true,
  // #region feature: demo
  demo = true,
  // #endregion feature: demo
  telemetry = false,
  extensionKey = '',
  outDir = DIST,
  signal,
}: BuildOptions): Promise<void> {
  const vite = join(
    dirname(createRequire(import.meta.url).resolve('vite/package.json')),
    'bin/vite.js',
  );
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--outDir', outDir, '--emptyOutDir'], {
      cwd: ROOT,
      env: {
        ...process.env,
        // A test runner's own would build React for development.
        NODE_ENV: 'production',
        VITE_CLERK_PUBLISHABLE_KEY: publishableKey,
        VITE_CLERK_SYNC_HOST: syncHost,
        VITE_API_ORIGIN: apiOrigin,
        // #region feature: sites
        VITE_SITES: sites ? 'on' : 'off',
        // #endregion feature: sites
        VITE_API_PREFIX: apiPrefix,
        VITE_CLERK_OAUTH: oauth ? 'on' : 'off',
        // #region feature: demo
        VITE_DEMO: demo ? 'on' : 'off',
        // #endregion feature: demo
        VITE_CLERK_TELEMETRY: telemetry ? 'on' : 'off',
        VITE_EXTENSION_KEY: extensionKey,
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
