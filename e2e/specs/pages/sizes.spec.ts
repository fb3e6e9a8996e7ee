import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { addOrganization, addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/with-backend';
import { accountChoice, activeAccount } from '../../support/journey/accounts';
import { signInOnPage } from '../../support/journey/clerk-on-page';
import { expectFits } from '../../support/journey/expect-fits';
import { ADA, LONG, LONG_ORGANIZATION, signIn } from '../../support/journey/sign-in';

/** From the narrowest side panel to a tab on a laptop; Chrome itself gives the popup its width. */
const WIDTHS = [320, 480, 820, 1200];

/** Each page, and what is on it once it has loaded. */
const SHOWN = {
  sidePanel: LONG.email,
  options: `keeps ${LONG.firstName}`,
  welcome: `You are signed in as ${LONG.firstName}`,
  // #region feature: demo
  demo: LONG.email,
  // #endregion feature: demo
} as const;
const NAMES = Object.keys(SHOWN) as (keyof typeof SHOWN)[];

/** The same where nobody is signed in. */
const SIGNED_OUT: Record<keyof typeof SHOWN, string> = {
  sidePanel: 'Email address',
  options: 'when you sign in, on this device',
  welcome: 'Sign in',
  // #region feature: demo
  demo: 'Nobody is signed in',
  // #endregion feature: demo
};

/** What is wrong with a page whose colours the system forces, or which must not move. */
const complaints = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const button of document.querySelectorAll<HTMLElement>('button.button')) {
      const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(button);
      const invisible = borderTopStyle === 'none' || borderTopWidth === '0px';
      if (invisible || borderTopColor === 'rgba(0, 0, 0, 0)')
        found.push(`no edge: ${button.innerText}`);
    }
    for (const animation of document.getAnimations()) {
      const { duration, iterations } = animation.effect?.getTiming() ?? {};
      if (Number(duration) > 1 || iterations === Number.POSITIVE_INFINITY)
        found.push(`it moves: ${duration} ms`);
    }
    return found;
  });

/** Opens a page, waits for what it says, and looks at it in every width, at a zoom of 200 %, and in forced colours. */
async function expectFitsAnySize(
  extension: ExtensionBrowser,
  name: keyof typeof SHOWN,
  says: string,
): Promise<void> {
  const page = await extension.openTab(PAGES[name]);
  await expect(page.getByText(says).first()).toBeVisible();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await expectFits(page, `${name} at ${width} px`);
  }
  await zoom(page, 2);
  // The page is laid out anew some time after Chrome has taken the zoom.
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(2);
  await expectFits(page, `${name} at 200 %`);
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  expect(await complaints(page), name).toEqual([]);
  await zoom(page, 1);
  await page.close();
}

const zoom = (page: Page, factor: number) =>
  page.evaluate(async (factor) => {
    const tab = await chrome.tabs.getCurrent();
    await chrome.tabs.setZoom(tab?.id ?? -1, factor);
  }, factor);

test.use({ singleSession: false });

test('every page fits, with long names, whatever its width, zoom and colours', {
  tag: '@matrix',
}, async ({ extension, clerk }) => {
  const user = await addUser(clerk, LONG);
  await addOrganization(clerk, {
    name: LONG_ORGANIZATION,
    members: [{ userId: user.id, role: 'org:admin' }],
  });
  const panel = await extension.openTab(PAGES.sidePanel);
  await signIn(panel, LONG);
  await expect(panel.getByText('Signed in', { exact: true })).toBeVisible();

  const popup = await extension.openPopup();
  await expect(activeAccount(popup, LONG.email)).toBeVisible();
  await addUser(clerk, ADA);
  await signInOnPage(panel, ADA);
  await accountChoice(popup, LONG.email).click();
  await expect(activeAccount(popup, LONG.email)).toBeVisible();
  // #region feature: organizations
  await expect(popup.getByText(/^Rindfleisch/)).toBeVisible();
  // #endregion feature: organizations
  await expectFits(popup);
  await popup.close();
  await panel.close();

  for (const name of NAMES) {
    await test.step(name, () => expectFitsAnySize(extension, name, SHOWN[name]));
  }
});

test('so does every page of somebody who is signed out', { tag: '@matrix' }, async ({
  extension,
}) => {
  const popup = await extension.openPopup();
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expectFits(popup);
  await popup.close();

  for (const name of NAMES) {
    await test.step(name, () => expectFitsAnySize(extension, name, SIGNED_OUT[name]));
  }
});
