import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { ROOT } from '../../../src/build/command/build-extension';
import { PAGES } from '../../../src/config/pages';
import { addOrganization } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/with-backend';
import { ADA, addAda } from '../../support/journey/sign-in';
import { shoot, write } from './take';

// Light only, and not English: the other pictures have the colours and that.
for (const language of ['de', 'es', 'ja', 'ar']) {
  const messages: Record<string, { message: string }> = JSON.parse(
    readFileSync(join(ROOT, 'public', '_locales', language, 'messages.json'), 'utf8'),
  );
  const says = (key: string) => messages[key]?.message ?? '';

  test(`in ${language}`, async ({ extension, clerk, backend }) => {
    backend.trust(clerk);
    const { id } = await addAda(clerk);
    await addOrganization(clerk, {
      name: 'Example Works',
      members: [{ userId: id, role: 'org:admin' }],
    });
    const options = await extension.openTab(PAGES.options);
    await options.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await options.getByRole('combobox', { name: 'Language' }).selectOption(language);
    await expect(options.getByRole('heading', { level: 1 })).toHaveText(says('settings'));

    let popup = await extension.openPopup();
    const signIn = popup.getByRole('button', { name: says('signIn') });
    const panel = await extension.openSidePanel(signIn);
    await panel.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const next = panel.locator('.cl-formButtonPrimary');
    await panel.locator('input[name="identifier"]').fill(ADA.email);
    const signedOut = await shoot(panel);
    await next.click();
    await panel.locator('input[type="password"]').fill(ADA.password);
    await next.click();
    await expect(panel.getByText(says('overviewThisDevice'))).toBeVisible();
    const signedIn = await shoot(panel);
    await panel.close();

    await options.setViewportSize({ width: 600, height: 960 });
    const settings = await shoot(options);
    popup = await extension.openPopup();
    await popup.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await expect(popup.getByRole('button', { name: says('signOut') })).toBeVisible();
    const pictures = [await shoot(popup), signedOut, signedIn, settings];
    await saveRow(extension.context, pictures, `language-${language}`);
  });
}

/** Writes several pictures as one, side by side. */
async function saveRow(context: BrowserContext, pictures: Buffer[], name: string) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 2000, height: 1200 });
  const images = pictures.map(
    (picture) => `<img src="data:image/png;base64,${picture.toString('base64')}">`,
  );
  await page.setContent(
    `<div style="display:inline-flex;gap:24px;align-items:start">${images.join('')}</div>`,
  );
  await write(name, await page.locator('div').screenshot({ omitBackground: true }));
  await page.close();
}
