import { PAGES } from '../../../src/config/pages';
import { expect, test } from '../../support/fixtures/test';
import { describeOAuth } from './oauth-cases';
import { describeForgedCallbacks } from './oauth-forgery-cases';

test.use({ mode: 'production', social: ['google'] });

test.describe('on a production key', { tag: '@matrix' }, () => {
  describeOAuth('production');
  describeForgedCallbacks('production');
});

test('a redirect URL that is not on the instance’s list: the form says so', async ({
  extension,
}) => {
  const panel = await extension.openTab(PAGES.sidePanel);
  await panel.getByRole('button', { name: /Google/ }).click();
  await expect(panel.getByText('This way to sign in is not set up yet')).toBeVisible();
  await expect(panel.getByRole('button', { name: /Google/ })).toBeEnabled();
});
