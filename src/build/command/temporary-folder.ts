import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs a program that is not to leave anything in the system's temporary folder, by an environment with one of
 * its own in there, which goes with it, however it ends. Resolves, or rejects, as `run` does.
 */
export async function inTemporaryFolder<T>(
  run: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'clerk-extension-'));
  try {
    // The last two are Windows'.
    return await run({ TMPDIR: folder, TEMP: folder, TMP: folder });
  } finally {
    // Whoever was stopped with the command may write its last meanwhile.
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
