import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionIdOf } from '../../../src/build/release/extension-id';
import { createWorkFolder } from '../fixtures/builds';
import { bundleScript, CONTENT_SCRIPT } from './build-suite-extension';

/** Of the other extension, so that its id is known. */
const OTHER_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAiQtYCP23g7k3I3IRqhH5BZvRaJ/BqqgzICaQkgK4hR5eJocqVLKTwHSDnUq0zP65pp2a6+a1+i9ub4mh1ZGcI7jU3nXEaYdgyFfXEtVhJ14sC4loRDyVo4yWJAYPEQSsv0pJvNa6D8kfi4f9DwwqAtHfLNZCCODNXdKPzJ2pd3Hp9wGF4/DxH23ZmzVBsNWiHLhjqkY4qcc58SDZEHuq06l8v+5ZyjolCoy3KpEys/FPLrrbPhC6kxI49kCnzcX/0iSd33GC1k5nw3b4cORyoDGIn+t5ExQNwhrpIz68k1UeXO8UvaZRO+aM7W/o0531BFOTIsQj+UAXqU825o+C/QIDAQAB';

export const OTHER_PAGE = `chrome-extension://${extensionIdOf(OTHER_KEY)}/page.html`;

type Manifest = {
  content_security_policy: { extension_pages: string };
  [key: string]: unknown;
};

/**
 * Copies the build under test and changes its manifest alone, against us: a content script of ours runs
 * on the site and does whatever the site asks, and the site may frame our pages, which neither the empty
 * list of web-accessible resources nor `frame-ancestors` now prevents.
 *
 * @returns the folder to load.
 */
export async function buildHostileCopy(dist: string): Promise<string> {
  const copy = await createWorkFolder('hostile');
  await cp(dist, copy, { recursive: true });
  await bundleScript('content', copy);
  const path = join(copy, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  const policy = manifest.content_security_policy.extension_pages;
  const framable = policy.replace("frame-ancestors 'none'", 'frame-ancestors *');
  if (framable === policy) throw new Error('The policy no longer says who may frame our pages.');
  await writeFile(
    path,
    JSON.stringify({
      ...manifest,
      content_security_policy: { extension_pages: framable },
      content_scripts: [CONTENT_SCRIPT],
      web_accessible_resources: [{ resources: ['src/*', 'assets/*'], matches: ['<all_urls>'] }],
    }),
  );
  return copy;
}

/** Another extension, which may script every site. Returns the folder to load. */
export async function buildOtherExtension(): Promise<string> {
  const folder = await createWorkFolder('other');
  await writeFile(join(folder, 'page.html'), '<!doctype html><title>Another extension</title>');
  await writeFile(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'Another extension',
      version: '1',
      key: OTHER_KEY,
      permissions: ['scripting', 'tabs'],
      host_permissions: ['<all_urls>'],
    }),
  );
  return folder;
}
