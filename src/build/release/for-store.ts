import { type BuildFile, textOf } from './build-file';

/**
 * A build as the Chrome Web Store takes it: without `key`, which it refuses for a new item, because it
 * signs with a key of its own.
 *
 * @see https://developer.chrome.com/docs/extensions/reference/manifest/key
 */
export function forStore(files: readonly BuildFile[]): BuildFile[] {
  return files.map((file) => {
    if (file.path !== 'manifest.json') return file;
    const { key: _, ...manifest } = JSON.parse(textOf(file));
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    return { ...file, bytes: new TextEncoder().encode(text) };
  });
}
