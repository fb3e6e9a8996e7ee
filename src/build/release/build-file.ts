import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** A file of a built extension. */
export interface BuildFile {
  /** From the extension's root, with forward slashes. */
  path: string;
  bytes: Uint8Array;
}

/** Every file under `folder`, in the order of their paths' code units, which no locale changes. */
export async function readBuild(folder: string): Promise<BuildFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const build = files.map(async (file) => ({
    path: file
      .slice(folder.length + 1)
      .split(sep)
      .join('/'),
    bytes: await readFile(file),
  }));
  return (await Promise.all(build)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A file's text. Everything this project builds is UTF-8. */
export function textOf(file: BuildFile): string {
  return new TextDecoder().decode(file.bytes);
}
