import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope } from './run-scoped';

/**
 * The environment of a program that is not to leave anything in the system's temporary folder: one of its own
 * in there, which goes with the command, however it ends.
 */
export async function temporaryFolder({ defer }: Pick<Scope, 'defer'>): Promise<NodeJS.ProcessEnv> {
  const folder = await mkdtemp(join(tmpdir(), 'clerk-extension-'));
  // Whoever was stopped with the command may write its last meanwhile.
  defer(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  // The last two are Windows'.
  return { TMPDIR: folder, TEMP: folder, TMP: folder };
}
