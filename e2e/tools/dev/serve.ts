import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { allFilesReady } from '@crxjs/vite-plugin';
import { createServer } from 'vite';
import { DEV_PORT } from '../../../manifest.config';
import { ROOT } from '../../../src/build/command/build-extension';
import type { Scope } from '../../../src/build/command/run-scoped';
import { UserError } from '../../../src/build/command/user-error';

/** The dev server's port is another's. The message says what to do. */
class PortTakenError extends UserError {
  override name = 'PortTakenError';
}

/** Where Vite's dev server writes the extension to load. */
const DEV_DIST = join(ROOT, 'dist-dev');

/**
 * Starts Vite's dev server for the configuration in the environment.
 *
 * @returns the folder of the extension, once all of it is there.
 */
export async function serve({ defer }: Scope): Promise<string> {
  // CRXJS would find out later, and go on without it.
  await mkdir(DEV_DIST, { recursive: true });
  await access(DEV_DIST, constants.W_OK);
  const own = process.listeners('SIGTERM');
  const server = await createServer({ root: ROOT, clearScreen: false });
  // Vite's ends the process before the rest of what is open here is closed.
  for (const listener of process.listeners('SIGTERM')) {
    if (!own.includes(listener)) process.off('SIGTERM', listener);
  }
  defer(() => server.close());
  await server.listen().catch((error: unknown) => {
    if (!/already in use/.test(String(error))) throw error;
    throw new PortTakenError(
      `Port ${DEV_PORT} is taken, perhaps by another \`npm run dev\`: stop that one, or choose another DEV_PORT in manifest.config.ts.`,
    );
  });
  await allFilesReady();
  return DEV_DIST;
}
