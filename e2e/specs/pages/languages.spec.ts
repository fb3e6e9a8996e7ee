import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '../../../src/build/command/build-extension';
import { PAGES } from '../../../src/config/pages';
import { expect, test } from '../../support/fixtures/test';
import { expectAccessible } from '../../support/journey/expect-accessible';
import { expectFits } from '../../support/journey/expect-fits';
import { ADA, addAda } from '../../support/journey/sign-in';

const NARROW = { width: 320, height: 640 };
/** The popup is as wide as it says, and never in a narrower place. */
const POPUP = { width: 340, height: 600 };

/** What Clerk's form says in each language, from `@clerk/localizations`. */
const LANGUAGES = [
  { language: 'de', dir: 'ltr', email: 'E-Mail-Adresse' },
  { language: 'es', dir: 'ltr', email: 'Correo electrónico' },
  { language: 'ja', dir: 'ltr', email: 'メールアドレス' },
  { language: 'ar', dir: 'rtl', email: 'العنوان الإلكتروني' },
] as const;

for (const { language, dir, email } of LANGUAGES) {
  const messages: Record<string, { message: string }> = JSON.parse(
    readFileSync(join(ROOT, 'public', '_locales', language, 'messages.json'), 'utf8'),
  );
  const says = (key: string) => messages[key]?.message ?? '';

  test(`every page in ${language}`, { tag: '@matrix' }, async ({ extension, clerk }) => {
    await addAda(clerk);
    const options = await extension.openTab(PAGES.options);
    await options.getByRole('combobox', { name: 'Language' }).selectOption(language);
    await expect(options.getByRole('heading', { level: 1 })).toHaveText(says('settings'));

    const look = async (page: Page, size = NARROW) => {
      await page.setViewportSize(size);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator('html')).toHaveAttribute('dir', dir);
      await expectFits(page);
      await expectAccessible(page);
    };
    await look(options);
    await expectLinesWhole(options);

    const welcome = await extension.openTab(PAGES.welcome);
    await expect(welcome.getByRole('heading', { name: says('welcomePin') })).toBeVisible();
    await look(welcome);

    const popup = await extension.openTab(PAGES.popup);
    await expect(popup.getByRole('button', { name: says('signIn') })).toBeVisible();
    await look(popup, POPUP);

    // #region feature: demo
    const demo = await extension.openTab(PAGES.demo);
    await demo.getByRole('button', { name: says('demoGetToken') }).click();
    await expect(demo.getByText(says('demoNoTokenSignedOut'))).toBeVisible();
    await look(demo);
    // #endregion feature: demo

    // Clerk's own words: its button is the form's only one that submits.
    const panel = await extension.openTab(PAGES.sidePanel);
    await panel.getByLabel(email, { exact: true }).fill(ADA.email);
    await look(panel);
    const next = panel.locator('.cl-formButtonPrimary');
    await next.click();
    await panel.locator('input[type="password"]').fill(ADA.password);
    await look(panel);
    await next.click();
    await expect(panel.getByText(says('badgeSignedIn'), { exact: true })).toBeVisible();
    await expect(panel.getByText(says('overviewConnected'))).toBeVisible();
    await look(panel);
    await expect(popup.getByRole('button', { name: says('signOut') })).toBeVisible();
    await look(popup, POPUP);
  });
}

/** Expects the picture of the theme "System" to have the lines of a page where the text begins, and all of them. */
async function expectLinesWhole(options: Page): Promise<void> {
  // Not by its class, which is another below.
  const picture = options.locator('.theme-preview').first();
  const { x, y, width, height } =
    (await picture.boundingBox()) ?? expect.fail('There is no such picture.');
  const isRtl = (await options.locator('html').getAttribute('dir')) === 'rtl';
  const clip = { x: isRtl ? x + width / 2 : x, y, width: width / 2, height };
  const lines = await options.screenshot({ clip });
  await picture.evaluate(({ classList }) =>
    classList.replace('theme-preview-system', 'theme-preview-light'),
  );
  const whole = await options.screenshot({ clip });
  await picture.evaluate(({ style }) => style.setProperty('background', 'var(--surface)'));
  const none = await options.screenshot({ clip });
  expect([lines.equals(none), lines.equals(whole)], 'no line, each line').toEqual([false, true]);
}
