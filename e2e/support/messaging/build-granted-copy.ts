import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildHostileCopy } from './build-hostile-copy';
import { CONTENT_SCRIPT } from './build-suite-extension';

/** Pages served by this machine, by a name that is not the sample backend's. */
const HOSTS = 'http://localhost/*';

/**
 * The hostile copy of a build, with the one host of the test's sites among those its manifest requires.
 * Chromium asks for an optional host in a bubble of its own, which no driver of pages can press; for a
 * host that is there already, `permissions.request` resolves to `true` and asks nothing. So the popup's
 * button does all that it does for a person, but for the bubble.
 */
export async function buildGrantedCopy(dist: string): Promise<string> {
  const copy = await buildHostileCopy(dist);
  const path = join(copy, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  manifest.host_permissions.push(HOSTS);
  manifest.content_scripts = [{ ...CONTENT_SCRIPT, matches: [HOSTS] }];
  await writeFile(path, JSON.stringify(manifest));
  return copy;
}
