import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../../src/build/command/build-extension';
import { createSpecification, type Document, type Specification } from './specification';

/** The environment variable that names the folder with Clerk's documents. */
export const DOCUMENTS_FOLDER = 'CLERK_OPENAPI';

/** The version of Clerk's API that the embedded Clerk is held to. */
const VERSION = '2026-05-12';

/** The two APIs of which Clerk publishes documents: for frontends and for backends. */
export type Api = 'fapi' | 'bapi';

/**
 * The folder with Clerk's documents: the one that the environment names, else `shared/clerk-openapi`
 * beside the project. `undefined` if it is not there. https://github.com/clerk/openapi-specs
 */
export function findDocuments(): string | undefined {
  const folder = process.env[DOCUMENTS_FOLDER] || join(ROOT, '../shared/clerk-openapi');
  return fileOf(folder, 'fapi') === undefined ? undefined : folder;
}

/** The document of `api` in `folder`. Rejects if there is none. */
export async function loadSpecification(folder: string, api: Api): Promise<Specification> {
  const file = fileOf(folder, api);
  if (file === undefined) throw new Error(`${folder} holds no ${api} document of ${VERSION}.`);
  return createSpecification(parse(await readFile(file, 'utf8')) as Document);
}

/** Clerk's repository keeps them in a folder for each API; a copy may have them side by side. */
function fileOf(folder: string, api: Api): string | undefined {
  return [join(folder, api, `${VERSION}.yml`), join(folder, `${api}-${VERSION}.yml`)].find(
    existsSync,
  );
}
