import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readExtensionId } from '../../../src/build/release/extension-id';

/**
 * Writes a new profile's preferences so that the button of the extension in `dist` shows in the
 * toolbar: an unpinned one hides in the puzzle-piece menu.
 */
export async function pinExtension(profileDir: string, dist: string): Promise<void> {
  const folder = join(profileDir, 'Default');
  await mkdir(folder, { recursive: true });
  const preferences = { extensions: { pinned_extensions: [await readExtensionId(dist)] } };
  await writeFile(join(folder, 'Preferences'), JSON.stringify(preferences));
}
