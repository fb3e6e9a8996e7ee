import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Env } from '../../config/parse-env';
import { SWITCHES } from '../../config/variables';
import { type BuildOptions, buildExtension, DIST, ROOT } from '../command/build-extension';
import type { Scope } from '../command/run-scoped';
import { readEnv } from './read-env';

/** Builds `dist/` for what `.env` says. Resolves to the exit code. */
export async function buildConfigured({ stopped, defer }: Scope): Promise<number> {
  const env = readEnv('production');
  defer(async () => {
    // Half a build would load, and fail in front of whoever tries it.
    if (stopped.aborted) await rm(DIST, { recursive: true, force: true });
  });
  const start = performance.now();
  await buildFor(env, { signal: stopped });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`Built ${relative(ROOT, DIST)}/ for ${env.frontendApiHost} in ${seconds} s.`);
  return 0;
}

/** Runs the production build for a checked configuration: what that leaves out is off, and not as by default. */
export function buildFor(
  env: Env,
  options: Pick<BuildOptions, 'outDir' | 'signal'>,
): Promise<void> {
  const off = Object.fromEntries(Object.keys(SWITCHES).map((name) => [name, false]));
  return buildExtension({ ...off, ...env, ...options });
}
