import { createHash } from 'node:crypto';
import { type BuildFile, textOf } from './build-file';
import { extensionIdOf } from './extension-id';
import type { Finding } from './finding';

/** What this project is before it is made somebody's own, by which it is known. */
export const TEMPLATE = {
  name: 'Clerk extension',
  description:
    'A Manifest V3 extension whose service worker hands fresh Clerk tokens to every page through a typed, validated router.',
  /** SHA-256 of icons/icon-128.png. */
  icon: 'd3ddc1d982a5a941ac51505d59a0c01684bfc95cf77b04d9f6ca72be8a24c796',
  extensionId: 'okglanhlffocacilmmcjpjkpeoamncfh',
} as const;

/**
 * What in a build is still this template's and not yours: name, description, icon and key. Each is a
 * sentence that says what to do.
 */
export function auditTemplate(files: readonly BuildFile[]): Finding[] {
  const findings: Finding[] = [];
  const find = (file: string, what: string) => findings.push({ rule: 'template', file, what });
  for (const file of files) {
    if (file.path === 'manifest.json') {
      const { name, description, key = '' } = JSON.parse(textOf(file));
      if (name === TEMPLATE.name) {
        find(
          file.path,
          `The name is still "${name}": run \`npm run init\`, or edit NAME in src/config/brand.ts.`,
        );
      }
      if (description === TEMPLATE.description) {
        find(
          file.path,
          'The description, which the Web Store shows, is still of this template: run `npm run init -- --description TEXT`, or edit DESCRIPTION in src/config/brand.ts.',
        );
      }
      if (extensionIdOf(key) === TEMPLATE.extensionId) {
        find(
          file.path,
          'The key is still the one that everybody has: run `npm run key`, which makes yours and says where it goes.',
        );
      }
    }
    if (file.path === 'icons/icon-128.png' && sha256(file.bytes) === TEMPLATE.icon) {
      find(
        file.path,
        'The icon is still a white key: run `npm run init -- --icon FILE.svg`, or put yours in public/icons/icon.svg and run `npm run icons`.',
      );
    }
  }
  return findings;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
