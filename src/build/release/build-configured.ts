import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { buildExtension, DIST, ROOT } from '../command/build-extension';
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
  await buildExtension({
    // What is on without being asked for, and off where the configuration does not have it.
    // #region feature: oauth
    oauth: false,
    // #endregion feature: oauth
    // #region feature: demo
    demo: false,
    // #endregion feature: demo
    ...env,
    signal: stopped,
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`Built ${relative(ROOT, DIST)}/ for ${env.frontendApiHost} in ${seconds} s.`);
  return 0;
}
