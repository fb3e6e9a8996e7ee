import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { parseAst } from 'vite';

/** The bytes of these files after gzip, each by itself, as they would be sent or stored. */
export async function gzipSize(dist: string, files: Iterable<string>): Promise<number> {
  let bytes = 0;
  for (const file of files) {
    bytes += gzipSync(await readFile(join(dist, file)), { level: 9 }).length;
  }
  return bytes;
}

/** The bytes of a folder as a zip archive: deflated files and, for each, two headers and its name. */
export async function zipSize(dist: string): Promise<number> {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  let bytes = 22;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = Buffer.byteLength(posix.relative(dist, path));
    bytes += 30 + 46 + 2 * name + deflateRawSync(await readFile(path), { level: 9 }).length;
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
