import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import { addOrganization } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/with-backend';
import { OUT_OF_REACH, REFUSES_EXTENSION } from '../../support/journey/clerk-away';
import { GET_TOKEN, tokenStatus } from '../../support/journey/demo-tab';
import { addAda, enterCredentials, signInAsAda } from '../../support/journey/sign-in';
import { emptyClientBehindFault } from '../../support/journey/signed-in-before';
import { take } from './take';

const ask = (demo: Page) => demo.getByRole('button', { name: GET_TOKEN }).click();

const addToExampleWorks = (clerk: EmbeddedClerk, { id }: { id: string }) =>
  addOrganization(clerk, { name: 'Example Works', members: [{ userId: id, role: 'org:admin' }] });

test('signed out, and signed in', async ({ extension, clerk, backend }) => {
  backend.trust(clerk);
  const ada = await addAda(clerk);
  await addToExampleWorks(clerk, ada);
  const demo = await extension.openTab(PAGES.demo);
  await ask(demo);
  await expect(tokenStatus(demo)).toHaveText(/nobody is signed in/);
  await take(demo, 'demo-signed-out');

  let popup = await extension.openPopup();
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await take(popup, 'popup-signed-out');

  const panel = await extension.openSidePanel(popup.getByRole('button', { name: 'Sign in' }));
  await panel.getByRole('link', { name: 'Sign up' }).click();
  await expect(panel.getByText('Create your account')).toBeVisible();
  await take(panel, 'panel-sign-up');
  await panel.getByRole('link', { name: 'Sign in' }).click();
  await expect(panel.getByRole('heading', { name: 'Sign in to' })).toBeVisible();
  await take(panel, 'panel-sign-in');
  await signInAsAda(panel);
  await take(panel, 'panel-signed-in');
  // The demo tab then has its whole window to itself.
  await panel.close();
  await demo.reload();

  await ask(demo);
  await expect(tokenStatus(demo)).toHaveText(/^(Minted by Clerk|From the worker’s memory)/);
  await demo.getByRole('button', { name: 'Call the sample backend' }).click();
  await expect(demo.getByText(/^Verified as/)).toBeVisible();
  await take(demo, 'demo');
  await demo.getByText('Options', { exact: true }).click();
  await demo.getByLabel('Template').fill('nowhere');
  await ask(demo);
  await expect(demo.getByRole('alert')).toBeVisible();
  await take(demo, 'demo-refused');
  await demo.goto(`chrome-extension://${extension.extensionId}${PAGES.options}`);
  await expect(demo.getByText(`keeps Ada Example signed in`)).toBeVisible();
  await take(demo, 'options');
  await demo.goto(`chrome-extension://${extension.extensionId}${PAGES.welcome}`);
  await expect(demo.getByText(/^You are signed in as/)).toBeVisible();
  await take(demo, 'welcome');
  popup = await extension.openPopup();
  await expect(popup.getByText(ada.email)).toBeVisible();
  await take(popup, 'popup');
});

test.describe('where an organisation must be chosen', () => {
  test.use({ requireOrganization: true });

  test('a step left', async ({ extension, clerk }) => {
    const ada = await addAda(clerk);
    await extension.openTab(PAGES.demo);
    let popup = await extension.openPopup();
    const panel = await extension.openSidePanel(popup.getByRole('button', { name: 'Sign in' }));
    await enterCredentials(panel);
    popup = await extension.openPopup();
    await expect(popup.getByRole('button', { name: 'Finish signing in' })).toBeVisible();
    await take(popup, 'popup-pending');
    // Had she been in it before, it would have been active from the sign-in on.
    await addToExampleWorks(clerk, ada);
    await panel.reload();
    await expect(panel.getByRole('button', { name: /Example Works/ })).toBeVisible();
    await take(panel, 'panel-pending');
  });
});

for (const [name, effect] of [
  ['unreachable', OUT_OF_REACH],
  ['misconfigured', REFUSES_EXTENSION],
] as const) {
  test(name, async ({ extension, clerk }) => {
    await emptyClientBehindFault(extension, clerk, effect);
    const demo = await extension.openTab(PAGES.demo);
    await expect(demo.getByRole('alert')).toBeVisible({ timeout: 15_000 });
    await take(demo, `demo-${name}`);
    const popup = await extension.openPopup();
    await expect(popup.getByRole('alert')).toBeVisible();
    await take(popup, `popup-${name}`);
    const opener = popup.getByRole('button', { name: 'Open side panel' });
    const panel = await extension.openSidePanel(opener);
    await expect(panel.getByRole('alert')).toBeVisible({ timeout: 15_000 });
    await expect(panel.getByText('Unavailable', { exact: true })).toBeVisible({ timeout: 15_000 });
    await take(panel, `panel-${name}`);
  });
}
