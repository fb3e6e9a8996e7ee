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
