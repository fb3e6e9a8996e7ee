import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readExtensionId } from '../../../src/build/release/extension-id';

/**
 * Writes a new profile's preferences for somebody who tries the extension in `dist`. Its button shows in
 * the toolbar, where an unpinned one hides in the puzzle-piece menu; and developer mode is on, without which
 * Chromium leaves an unpacked extension switched off once it has been reloaded.
 */
export async function prepareProfile(profileDir: string, dist: string): Promise<void> {
  const folder = join(profileDir, 'Default');
  await mkdir(folder, { recursive: true });
  const preferences = {
    extensions: { pinned_extensions: [await readExtensionId(dist)], ui: { developer_mode: true } },
  };
  await writeFile(join(folder, 'Preferences'), JSON.stringify(preferences));
}
