import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../command/build-extension';
import { auditTemplate, TEMPLATE } from './audit-template';

const encode = (text: string) => new TextEncoder().encode(text);
const manifest = (more: object) => ({
  path: 'manifest.json',
  bytes: encode(
    JSON.stringify({ name: 'Acme Notes', description: 'Takes notes.', key: 'QWNtZQ==', ...more }),
  ),
});
const ICON = { path: 'icons/icon-128.png', bytes: encode('a picture of one’s own') };
const whatOf = (files: Parameters<typeof auditTemplate>[0]) =>
  auditTemplate(files).map(({ what }) => what);

it('finds nothing in a build with a name, a description, an icon and a key of its own', () => {
  expect(whatOf([manifest({}), ICON])).toEqual([]);
});

it('finds the template’s name and description', () => {
  expect(whatOf([manifest({ name: TEMPLATE.name }), ICON])).toEqual([
    expect.stringContaining('npm run init'),
  ]);
  expect(whatOf([manifest({ description: TEMPLATE.description }), ICON])).toEqual([
    expect.stringContaining('npm run init -- --description'),
  ]);
});

// #region feature: template
it('knows this project’s own name, description, key and icon', async () => {
  const { EXTENSION_KEY } = await import('../../../manifest.config');
  const { DESCRIPTION, NAME } = await import('../../config/brand');
  const icon = { ...ICON, bytes: readFileSync(join(ROOT, 'public', ICON.path)) };
  expect(
    whatOf([manifest({ name: NAME, description: DESCRIPTION, key: EXTENSION_KEY }), icon]),
  ).toEqual([
    expect.stringContaining('name'),
    expect.stringContaining('description'),
    expect.stringContaining('npm run key'),
    expect.stringContaining('npm run icons'),
  ]);
});

it('is in the README by the id of its key', () => {
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(TEMPLATE.extensionId);
});
// #endregion feature: template
