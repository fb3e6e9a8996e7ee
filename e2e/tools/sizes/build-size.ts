import { readdir, readFile, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'vite';

/** The bytes of these files after gzip, each by itself, as they would be sent or stored. */
export async function gzipSize(dist: string, files: Iterable<string>): Promise<number> {
  let bytes = 0;
  for (const file of files) {
    bytes += gzipSync(await readFile(join(dist, file)), { level: 9 }).length;
  }
  return bytes;
}

/** The bytes of all the files in a folder. */
export async function folderSize(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}

/** The scripts a page loads before it runs: those its HTML names, and what they import statically. */
export async function scriptsOfPage(dist: string, page: string): Promise<Set<string>> {
  const html = await readFile(join(dist, page), 'utf8');
  const named = [...html.matchAll(/<script[^>]* src="\/([^"]+)"/g)].map(([, file]) => file ?? '');
  return withImports(dist, named);
}

/** These modules and all that they import statically, by their paths in `dist`. */
export async function withImports(dist: string, modules: string[]): Promise<Set<string>> {
  const seen = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    const code = await readFile(join(dist, file), 'utf8');
    for (const statement of parseAst(code).body) {
      if (!('source' in statement) || !statement.source) continue;
      await visit(posix.join(posix.dirname(file), statement.source.value));
    }
  };
  for (const module of modules) await visit(module);
  return seen;
}
