import { PAGES } from '../../../src/config/pages';
import { addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/synced';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import { openWebApp, seenOnPage, signInOnPage } from '../../support/journey/clerk-on-page';
import { ADA, addAda, signInAsAda } from '../../support/journey/sign-in';

test.use({ mode: 'production', alsoAllowedHosts: ['app.embedded.example'] });

const GRACE = { ...ADA, email: 'grace@example.com', firstName: 'Grace' };

test('a production web app sees at its next load that the panel signed out, and in', async ({
  extension,
  clerk,
  webApp,
}) => {
  const { origin } = webApp;
  const ada = await addAda(clerk);
  await addUser(clerk, GRACE);
  const panel = await extension.openTab(PAGES.sidePanel);
  const site = await extension.context.newPage();
  const form = panel.getByLabel('Email address');

  async function expectOnWebApp(user: string | null) {
    await openWebApp(site, origin);
    expect(await seenOnPage(site)).toMatchObject({ user });
  }
  async function expectInExtension(user: string) {
    const answer = await askWorker(panel, 'auth.getToken', { fresh: true });
    expect(claimsOf(tokenOf(answer)).sub).toBe(user);
  }

  await test.step('who is signed in here stays so when the web app is opened first', async () => {
    await signInAsAda(panel);
    await expectOnWebApp(null);
    await askWorker(panel, 'auth.refresh');
    await expectInExtension(ada.id);
  });

  await test.step('both have one client once somebody has signed in there', async () => {
    await signInOnPage(site, GRACE);
    await expect(panel.getByRole('region', { name: 'Account' })).toContainText(GRACE.email);
    await askWorker(panel, 'auth.signOut');
    await expect(form).toBeVisible();
    await expectOnWebApp(null);
  });

  await test.step('a sign-in in the panel shows there at the next load', async () => {
    await signInAsAda(panel);
    await expectOnWebApp(ada.id);
    await expectInExtension(ada.id);
  });
});
