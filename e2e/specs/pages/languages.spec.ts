import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { expect, test } from '../../support/fixtures/test';
import { EVERYTHING, OUT_OF_REACH, REFUSES_EXTENSION } from '../../support/journey/clerk-away';
import { expectAccessible } from '../../support/journey/expect-accessible';
import { expectFits } from '../../support/journey/expect-fits';
import { ADA, addAda } from '../../support/journey/sign-in';
import { emptyClientBehindFault, signedInBefore } from '../../support/journey/signed-in-before';
import { wordsIn } from '../../support/journey/words-in';

const NARROW = { width: 320, height: 640 };
/** The popup is as wide as it says, and never in a narrower place. */
const POPUP = { width: 340, height: 600 };

/** The pages that show who is signed in, and how large they are looked at. */
const SIZES = {
  popup: POPUP,
  sidePanel: NARROW,
  // #region feature: demo
  demo: NARROW,
  // #endregion feature: demo
};
const NAMES = Object.keys(SIZES) as (keyof typeof SIZES)[];

/** What Clerk's form says in each language, from `@clerk/localizations`. */
const LANGUAGES = [
  { language: 'de', dir: 'ltr', email: 'E-Mail-Adresse' },
  { language: 'es', dir: 'ltr', email: 'Correo electrónico' },
  { language: 'ja', dir: 'ltr', email: 'メールアドレス' },
  { language: 'ar', dir: 'rtl', email: 'العنوان الإلكتروني' },
] as const;

for (const { language, dir, email } of LANGUAGES) {
  const says = wordsIn(language);

  /** Chooses it, and returns the settings. */
  const choose = async (extension: ExtensionBrowser) => {
    const options = await extension.openTab(PAGES.options);
    await options.getByRole('combobox', { name: 'Language' }).selectOption(language);
    await expect(options.getByRole('heading', { level: 1 })).toHaveText(says('settings'));
    return options;
  };

  const look = async (page: Page, size = NARROW) => {
    await page.setViewportSize(size);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.locator('html')).toHaveAttribute('dir', dir);
    await expectFits(page);
    await expectAccessible(page);
  };

  /** Looks at each page that says this in an alert. */
  const lookAtEach = async (extension: ExtensionBrowser, alert: string) => {
    // All are open before one is looked at, for each may wait for ten seconds.
    const pages = new Map<keyof typeof SIZES, Page>();
    for (const name of NAMES) pages.set(name, await extension.openTab(PAGES[name]));
    for (const [name, page] of pages) {
      await expect(page.getByRole('alert')).toContainText(says(alert), { timeout: 30_000 });
      await look(page, SIZES[name]);
    }
    return [...pages.values()];
  };

  test(`every page in ${language}`, { tag: '@matrix' }, async ({ extension, clerk }) => {
    await addAda(clerk);
    const options = await choose(extension);
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
    await panel.locator('.cl-footerActionLink').click();
    await expect(panel.locator('input[name="password"]')).toBeVisible();
    await look(panel);
    await panel.locator('.cl-footerActionLink').click();
    await panel.getByLabel(email, { exact: true }).fill(ADA.email);
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

  test(`loading, and a wrong clock, in ${language}`, { tag: '@matrix' }, async ({
    extension,
    clerk,
  }) => {
    await emptyClientBehindFault(extension, clerk, { kind: 'latency', ms: 30_000 });
    await choose(extension);
    const loading = new RegExp(`^(${says('askingWho')}|${says('loading')})`);
    for (const name of NAMES) {
      // Each with a worker of its own, which gives up after eight seconds.
      await extension.worker.forget();
      const page = await extension.openTab(PAGES[name]);
      await expect(page.getByText(loading).first()).toBeAttached();
      await look(page, SIZES[name]);
      await page.close();
    }

    clerk.control.faults.clear();
    clerk.control.advanceClock(3 * 24 * 3_600_000);
    await emptyClientBehindFault(extension, clerk, OUT_OF_REACH);
    await extension.worker.forget();
    await lookAtEach(extension, 'causeClockTitle');
  });

  test(`signed in, in ${language}`, { tag: '@matrix' }, async ({ extension, clerk }) => {
    await signedInBefore(extension, clerk);
    const options = await choose(extension);
    await extension.worker.evaluate(() => chrome.storage.session.set({ 'update-ready': '9.9.9' }));
    await expect(options.getByRole('button', { name: says('updateNow') })).toBeVisible();
    await expect(options.getByText(ADA.firstName)).toBeVisible();
    await look(options);
    await options.getByRole('button', { name: says('forgetEverything') }).click();
    await expect(options.getByRole('dialog', { name: says('forgetQuestion') })).toBeVisible();
    await look(options);

    const welcome = await extension.openTab(PAGES.welcome);
    await expect(welcome.getByText(ADA.firstName)).toBeVisible();
    await look(welcome);

    // #region feature: demo
    const demo = await extension.openTab(PAGES.demo);
    await demo.getByText(says('demoOptions'), { exact: true }).click();
    await demo.getByRole('button', { name: says('demoGetToken') }).click();
    await expect(demo.getByRole('timer')).toBeVisible();
    await demo.getByText(says('demoShowToken'), { exact: true }).click();
    await look(demo);
    await demo.getByLabel(says('demoTemplate'), { exact: true }).fill('nowhere');
    await demo.getByRole('button', { name: says('demoGetToken') }).click();
    await expect(demo.getByRole('alert')).toContainText(says('errorRejectedTitle'));
    await look(demo);
    // #endregion feature: demo

    const popup = await extension.openTab(PAGES.popup);
    clerk.control.faults.add({ route: EVERYTHING, effect: { kind: 'status', status: 503 } });
    await popup.getByRole('button', { name: says('signOut') }).click();
    await expect(popup.getByRole('alert')).toContainText(says('errorUnreachableTitle'));
    await look(popup, POPUP);
  });

  test(`Clerk away, in ${language}`, { tag: '@matrix' }, async ({ extension, clerk }) => {
    await emptyClientBehindFault(extension, clerk, REFUSES_EXTENSION);
    await choose(extension);
    const notSetUp = await lookAtEach(extension, 'errorNotSetUpTitle');
    for (const page of notSetUp) await page.close();

    clerk.control.faults.clear();
    clerk.control.faults.add({ route: EVERYTHING, effect: OUT_OF_REACH });
    await extension.worker.forget();
    const unreachable = await lookAtEach(extension, 'errorUnreachableTitle');
    for (const page of unreachable) await page.close();

    // None of these is closed: Chromium then has the others online again, or never says that it has closed it.
    await extension.context.setOffline(true);
    await extension.worker.forget();
    await lookAtEach(extension, 'errorOfflineTitle');
  });

  test.describe('where an organisation must be chosen', () => {
    test.use({ requireOrganization: true });

    test(`a step left, in ${language}`, { tag: '@matrix' }, async ({ extension, clerk }) => {
      await signedInBefore(extension, clerk);
      await choose(extension);
      for (const name of NAMES) {
        const page = await extension.openTab(PAGES[name]);
        await expect(page.getByText(says('badgePending'), { exact: true })).toBeVisible();
        if (name === 'sidePanel') await expect(page.locator('.cl-formButtonPrimary')).toBeVisible();
        await look(page, SIZES[name]);
      }
    });
  });
}

/** Expects the picture of the theme "System" to have the lines of a page where the text begins, and all of them. */
async function expectLinesWhole(options: Page): Promise<void> {
  // Not by its class, which is another below.
  const picture = options.locator('.theme-preview').first();
  const box = await picture.boundingBox();
  if (!box) throw new Error('There is no such picture.');
  const { x, y, width, height } = box;
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
