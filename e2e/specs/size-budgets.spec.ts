import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PAGES } from '../../src/config/pages';
import { gzipSize, scriptsOfPage, withImports, zipSize } from '../build-size';
import { expect, test } from '../fixtures/test';
import { SIZE_BUDGETS } from '../size-budgets';

type Part = keyof typeof SIZE_BUDGETS;

/** What each part weighs in a build, in bytes. */
const MEASURES: Record<Part, (dist: string) => Promise<number>> = {
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
  'the package': zipSize,
};

for (const part of Object.keys(SIZE_BUDGETS) as Part[]) {
  const budget = SIZE_BUDGETS[part];
  test(`${part} weighs at most ${budget} kB`, async ({ dist }) => {
    const size = (await MEASURES[part](dist)) / 1000;
    expect(
      size,
      `${part} weighs ${size.toFixed(1)} kB: take out what made it heavier, load that later, or, if it is worth its weight, raise the number in e2e/size-budgets.ts and say why`,
    ).toBeLessThanOrEqual(budget);
  });
}

/** The chunk that brings Clerk to the side panel, which loads it once its shell is up. */
async function clerkPanel(dist: string): Promise<string> {
  const chunks = await readdir(join(dist, 'assets'));
  const name = chunks.find((chunk) => /^clerk-panel-.*\.js$/.test(chunk));
  if (!name) throw new Error('No chunk of the build is named for clerk-panel.tsx.');
  return `assets/${name}`;
}
