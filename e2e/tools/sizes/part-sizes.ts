import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readBuild } from '../../../src/build/release/build-file';
import { zip } from '../../../src/build/release/zip';
import { PAGES } from '../../../src/config/pages';
import { gzipSize, scriptsOfPage, withImports } from './build-size';
import type { SIZE_BUDGETS } from './size-budgets';

/** What each part weighs in a build, in bytes. */
export const PART_SIZES: Record<keyof typeof SIZE_BUDGETS, (dist: string) => Promise<number>> = {
  'the worker': (dist) => gzipSize(dist, ['service-worker.js']),
  "the worker's Clerk SDK": (dist) => gzipSize(dist, ['clerk-sdk.js']),
  'the popup': async (dist) => gzipSize(dist, await scriptsOfPage(dist, PAGES.popup)),
  'the side panel': async (dist) => gzipSize(dist, await scriptsOfPage(dist, PAGES.sidePanel)),
  'the demo tab': async (dist) => gzipSize(dist, await scriptsOfPage(dist, PAGES.demo)),
  'the side panel with Clerk': async (dist) => {
    const shell = await scriptsOfPage(dist, PAGES.sidePanel);
    const clerk = await withImports(dist, [await clerkPanel(dist)]);
    return gzipSize(dist, new Set([...shell, ...clerk]));
  },
  'the package': async (dist) => zip(await readBuild(dist)).length,
};

/** The chunk that brings Clerk to the side panel, which loads it once its shell is up. */
async function clerkPanel(dist: string): Promise<string> {
  const chunks = await readdir(join(dist, 'assets'));
  const name = chunks.find((chunk) => /^clerk-panel-.*\.js$/.test(chunk));
  if (!name) throw new Error('No chunk of the build is named for clerk-panel.tsx.');
  return `assets/${name}`;
}
