import { NAME } from '../../../src/config/brand';
import { PAGES } from '../../../src/config/pages';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { expect, test } from '../../support/fixtures/test';
import { EVERYTHING, OUT_OF_REACH } from '../../support/journey/clerk-away';
import { signedInBefore } from '../../support/journey/signed-in-before';

/** The toolbar button's text and title. */
const badge = (extension: ExtensionBrowser) =>
  extension.worker.evaluate(async () => [
    await chrome.action.getBadgeText({}),
    await chrome.action.getTitle({}),
  ]);

test('the toolbar button shows signed out and unavailable', async ({ extension, clerk }) => {
  expect(await badge(extension)).toEqual(['', NAME]);
  await extension.openTab(PAGES.popup);
  const signedOut = ['○', `${NAME}: signed out`];
  await expect.poll(() => badge(extension)).toEqual(signedOut);

  // #region feature: languages
  const options = await extension.openTab(PAGES.options);
  const german = ['○', `${NAME}: nicht angemeldet`];
  await options.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await expect.poll(() => badge(extension)).toEqual(german);
  await options.getByRole('combobox', { name: 'Sprache' }).selectOption('Wie in Chrome');
  await expect.poll(() => badge(extension)).toEqual(signedOut);
  // #endregion feature: languages

  await extension.worker.stop();
  expect(await badge(extension)).toEqual(signedOut);

  // #region feature: languages
  // This life of the worker has set no badge yet.
  await options.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await expect.poll(() => badge(extension)).toEqual(german);
  await options.getByRole('combobox', { name: 'Sprache' }).selectOption('Wie in Chrome');
  await expect.poll(() => badge(extension)).toEqual(signedOut);
  // #endregion feature: languages

  await signedInBefore(extension, clerk);
  await expect.poll(() => badge(extension)).toEqual(['', NAME]);

  clerk.control.faults.add({ route: EVERYTHING, effect: OUT_OF_REACH });
  await extension.worker.forget();
  await extension.openTab(PAGES.popup);
  await expect.poll(() => badge(extension)).toEqual(['!', `${NAME}: Clerk cannot be reached`]);
});
