import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { Hono } from 'hono';
import { notFound } from '../http/errors';
import type { FapiEnv } from '../http/fapi-env';

const require = createRequire(import.meta.url);

/** What the Frontend API's host serves to browsers, each by a file of its build. */
const packages = new Map([
  ['clerk-js', '@clerk/clerk-js'],
  ['ui', '@clerk/ui'],
]);

/**
 * `/npm/@clerk/clerk-js@VERSION/dist/FILE` and the same of `ui`, from this installation, as `ClerkProvider`
 * asks for them (`clerkJSScriptUrl` and `clerkUIScriptUrl` in `@clerk/shared/loadClerkJsScript`). VERSION is
 * a tag, a major or a whole version; one that is not installed is answered 404, so that no test runs
 * against another version than it means.
 */
export function npmRoutes() {
  const app = new Hono<FapiEnv>();
  app.get('/npm/@clerk/:package/dist/:file{.+\\.js}', async (c) => {
    const [name = '', wanted = ''] = c.req.param('package').split('@');
    const folder = packageFolder(name);
    const version = await versionOf(folder);
    if (!isSameVersion(wanted, version)) throw notFound(`@clerk/${name}@${wanted}`);
    const file = normalize(c.req.param('file'));
    if (file.startsWith('..')) throw notFound('The file');
    const script = await readFile(join(folder, 'dist', file)).catch(() => {
      throw notFound('The file');
    });
    c.header('Cache-Control', 'public, max-age=3600');
    return c.body(new Uint8Array(script), 200, { 'Content-Type': 'text/javascript' });
  });
  return app;
}

/** The folder of an installed package. Throws 404 for any that is not served. */
function packageFolder(name: string): string {
  const found = packages.get(name);
  if (found === undefined) throw notFound(`@clerk/${name}`);
  // Neither package exports its package.json; the main file lies in dist/.
  return dirname(dirname(require.resolve(found)));
}

async function versionOf(folder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

function isSameVersion(wanted: string, installed: string): boolean {
  return wanted === 'latest' || installed === wanted || installed.startsWith(`${wanted}.`);
}
