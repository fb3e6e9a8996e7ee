import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../../src/build/command/build-extension';
import { UserError } from '../../../src/build/command/user-error';
import { createSpecification, type Document, type Specification } from './specification';

/** The environment variable that names the folder with Clerk's documents. */
export const DOCUMENTS_FOLDER = 'CLERK_OPENAPI';

/** The version of Clerk's API that the embedded Clerk is held to. */
const VERSION = '2026-05-12';

/** The two APIs of which Clerk publishes documents: for frontends and for backends. */
export type Api = 'fapi' | 'bapi';

/** There are no documents where somebody says that there are. The message says which. */
class DocumentsError extends UserError {
  override name = 'DocumentsError';
  constructor(folder: string) {
    super(
      `${folder} holds no documents of Clerk's API ${VERSION}: name a check-out of https://github.com/clerk/openapi-specs.`,
    );
  }
}

/**
 * The folder with Clerk's documents: the one that the environment names, else `shared/clerk-openapi`
 * beside the project, and `undefined` if that is not there. Throws `DocumentsError` if the environment
 * names a folder without them: checks that somebody has asked for must not be left out unnoticed.
 */
export function findDocuments(): string | undefined {
  const named = process.env[DOCUMENTS_FOLDER];
  const folder = named || join(ROOT, '../shared/clerk-openapi');
  if (fileOf(folder, 'fapi') !== undefined) return folder;
  if (named) throw new DocumentsError(folder);
  return undefined;
}

/** The document of `api` in `folder`. Rejects with `DocumentsError` if there is none. */
export async function loadSpecification(folder: string, api: Api): Promise<Specification> {
  const file = fileOf(folder, api);
  if (file === undefined) throw new DocumentsError(folder);
  return createSpecification(parse(await readFile(file, 'utf8')) as Document);
}

/** Clerk's repository keeps them in a folder for each API; a copy may have them side by side. */
function fileOf(folder: string, api: Api): string | undefined {
  return [join(folder, api, `${VERSION}.yml`), join(folder, `${api}-${VERSION}.yml`)].find(
    existsSync,
  );
}
