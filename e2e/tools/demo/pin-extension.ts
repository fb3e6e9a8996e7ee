import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a new profile's preferences so that the extension's button shows in the toolbar: an unpinned
 * one hides in the puzzle-piece menu, and the demo begins with a click on it.
 */
export async function pinExtension(profileDir: string, extensionId: string): Promise<void> {
  const folder = join(profileDir, 'Default');
  await mkdir(folder, { recursive: true });
  const preferences = { extensions: { pinned_extensions: [extensionId] } };
  await writeFile(join(folder, 'Preferences'), JSON.stringify(preferences));
}
