import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PAGES } from '../../../src/config/pages';
import { expect, test } from '../../support/fixtures/test';
import { addAda, signInAsAda } from '../../support/journey/sign-in';

test.use({ mode: 'production' });

test('a production build shows no technical detail', async ({ extension, clerk }) => {
  await addAda(clerk);
  const panel = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  await expect(panel.getByText('Your app starts here.')).toBeVisible();
  await expect(panel.locator('details')).toHaveCount(0);
});

test('nothing of a production build is for developers to read', async ({ dist }) => {
  const names = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.js'));
  const scripts = await Promise.all(names.map((name) => readFile(join(dist, name), 'utf8')));
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) expect(script).not.toContain('CLERK_SECRET_KEY');
});
