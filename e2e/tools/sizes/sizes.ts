import { readdir, readFile, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'vite';
import { readBuild } from '../../../src/build/release/build-file';
import { zip } from '../../../src/build/release/zip';
import { PAGES } from '../../../src/config/pages';

/**
 * The most that each part of the production build may weigh, in kB (1000 bytes) after gzip. The e2e
 * suite holds dist/ to it. Each number is a little over what the part weighs, so that what makes it
 * heavier is noticed by whoever does it.
 */
export const SIZE_BUDGETS = {
  /**
   * What Chrome runs each time it wakes the worker, so the part where a byte costs most. A build with
   * a backend has 2.4 kB more, which serve content scripts.
   */
  'the worker': 25,
  /** What the worker parses when it needs Clerk, at most once in its life. */
  "the worker's Clerk SDK": 100,
  /**
   * What a page loads before it can show anything. React alone is 67 kB of each, and 1 kB is what a build for
   * a development instance says to developers of a refusal.
   */
  'the popup': 92,
  'the side panel': 95,
  'the options page': 92,
  'the first-run page': 91,
  // #region feature: demo
  'the demo tab': 95,
  // #endregion feature: demo
  /**
   * The side panel when it shows Clerk's sign-in, user button or organisation switcher, which
   * src/build/eager-clerk-ui.ts has in one script with the SDK. What Clerk loads later is not counted.
   */
  'the side panel with Clerk': 668,
  /** The whole of dist/ as the zip that `npm run package` makes for the Chrome Web Store. */
  'the package': 1175,
  // #region feature: languages
  /** What the side panel loads besides for its language, unless that is English: the heaviest of all. */
  "Clerk's words in a language": 20,
  // #endregion feature: languages
} as const;

/** What each part weighs in a build, in bytes. */
export const PART_SIZES: Record<keyof typeof SIZE_BUDGETS, (dist: string) => Promise<number>> = {
  'the worker': (dist) => gzipSize(dist, ['service-worker.js']),
  "the worker's Clerk SDK": (dist) => gzipSize(dist, ['clerk-sdk.js']),
  'the popup': async (dist) => gzipSize(dist, await scriptsOfPage(dist, PAGES.popup)),
  'the side panel': async (dist) => gzipSize(dist, await scriptsOfPage(dist, PAGES.sidePanel)),
  'the options page': async (dist) => gzipSize(dist, await scriptsOfPage(dist, PAGES.options)),
  'the first-run page': async (dist) => gzipSize(dist, await scriptsOfPage(dist, PAGES.welcome)),
  // #region feature: demo
  'the demo tab': async (dist) => gzipSize(dist, await scriptsOfPage(dist, PAGES.demo)),
  // #endregion feature: demo
  'the side panel with Clerk': async (dist) => gzipSize(dist, await scriptsOfClerkPanel(dist)),
  'the package': async (dist) => zip(await readBuild(dist)).length,
  // #region feature: languages
  "Clerk's words in a language": async (dist) => {
    const chunks = await readdir(join(dist, 'assets'));
    const packs = chunks.filter((chunk) => /^[a-z]{2}-[A-Z]{2}-.*\.js$/.test(chunk));
    return Math.max(
      ...(await Promise.all(packs.map((pack) => gzipSize(dist, [`assets/${pack}`])))),
    );
  },
  // #endregion feature: languages
};

/** The scripts of the side panel's frame and of Clerk's components in it. */
export async function scriptsOfClerkPanel(dist: string): Promise<Set<string>> {
  const frame = await scriptsOfPage(dist, PAGES.sidePanel);
  return new Set([...frame, ...(await withImports(dist, [await clerkPanel(dist)]))]);
}

/** The chunk that brings Clerk to the side panel, which loads it once its shell is up. */
async function clerkPanel(dist: string): Promise<string> {
  const chunks = await readdir(join(dist, 'assets'));
  const name = chunks.find((chunk) => /^clerk-panel-.*\.js$/.test(chunk));
  if (!name) throw new Error('No chunk of the build is named for clerk-panel.tsx.');
  return `assets/${name}`;
}

/** The bytes of these files after gzip, each by itself, as they would be sent or stored. */
export async function gzipSize(dist: string, files: Iterable<string>): Promise<number> {
  let bytes = 0;
  for (const file of files) {
    bytes += gzipSync(await readFile(join(dist, file)), { level: 9 }).length;
  }
  return bytes;
}

// #region feature: template
/** The bytes of all the files in a folder. */
export async function folderSize(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}
// #endregion feature: template

/** The scripts a page loads before it runs: those its HTML names, and what they import statically. */
export async function scriptsOfPage(dist: string, page: string): Promise<Set<string>> {
  const html = await readFile(join(dist, page), 'utf8');
  const named = [...html.matchAll(/<script[^>]* src="\/([^"]+)"/g)].map(([, file]) => file ?? '');
  return withImports(dist, named);
}

/** These modules and all that they import statically, by their paths in `dist`. */
async function withImports(dist: string, modules: string[]): Promise<Set<string>> {
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
