import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { activeSessions, addSecondFactorPhone } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import { EVERYTHING } from '../../support/journey/clerk-away';
import { hintShown } from '../../support/journey/clerk-components';
import { openProfile } from '../../support/journey/profile';
import {
  expectFormThatSays,
  GOOGLE,
  openForProviders,
  openProvider,
  signInAtProvider,
  windowOpenedBy,
} from '../../support/journey/provider';
import { ADA, addAda, signInAsAda } from '../../support/journey/sign-in';

const GRACE = 'grace.hopper@example.com';

/** Every way that a sign-in with a provider ends, for the kind of key that the file asks for. */
export function describeOAuth(mode: 'development' | 'production'): void {
  test.use({ social: ['google', 'github'] });

  const account = (panel: Page) => panel.getByRole('button', { name: 'Open user menu' });

  test('somebody known: panel, worker and popup follow', async ({ extension, clerk }) => {
    const ada = await addAda(clerk);
    const { popup, panel } = await openForProviders(extension, clerk);
    const said: string[] = [];
    extension.context.on('console', (message) => said.push(message.text()));
    await signInAtProvider(await openProvider(panel, GOOGLE), ADA.email);
    await expect(account(panel)).toBeVisible();
    await expect(popup.getByText(ADA.email)).toBeVisible();
    expect(claimsOf(tokenOf(await askWorker(popup, 'auth.getToken'))).sub).toBe(ada.id);
    expect(await activeSessions(clerk)).toHaveLength(1);
    expect(said.filter((text) => /nonce|code=|state=/.test(text))).toEqual([]);
  });

  test('a stranger is signed up', async ({ extension, clerk }) => {
    const { popup, panel } = await openForProviders(extension, clerk);
    await signInAtProvider(await openProvider(panel, GOOGLE), GRACE);
    await expect(account(panel)).toBeVisible();
    await expect(popup.getByText('Grace Hopper')).toBeVisible();
    await expect(popup.getByText(GRACE)).toBeVisible();
  });

  test('a sign-up of somebody known signs in', async ({ extension, clerk }) => {
    const ada = await addAda(clerk);
    const { popup, panel } = await openForProviders(extension, clerk);
    await panel.getByRole('link', { name: 'Sign up' }).click();
    await expect(panel.getByText('Create your account')).toBeVisible();
    await signInAtProvider(await openProvider(panel, GOOGLE), ADA.email);
    await expect(account(panel)).toBeVisible();
    await expect(popup.getByText(ADA.email)).toBeVisible();
    expect(await activeSessions(clerk)).toMatchObject([{ userId: ada.id }]);
  });

  test('a refusal and a closed window end in the form, and the next try goes through', async ({
    extension,
    clerk,
  }) => {
    await addAda(clerk);
    const { popup, panel } = await openForProviders(extension, clerk);
    const refused = await openProvider(panel, GOOGLE);
    await refused.getByRole('button', { name: 'Cancel' }).click();
    await expectFormThatSays(panel, 'You did not grant access to your account.');

    await (await openProvider(panel, GOOGLE)).close();
    await expectFormThatSays(panel, /window was closed/);
    await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();

    await signInAtProvider(await openProvider(panel, GOOGLE), ADA.email);
    await expect(account(panel)).toBeVisible();
    await expect(popup.getByText(ADA.email)).toBeVisible();
  });

  test('a network that goes in the middle is told of, and the next try goes through', async ({
    extension,
    clerk,
  }) => {
    await addAda(clerk);
    const { panel } = await openForProviders(extension, clerk);
    const window = await openProvider(panel, GOOGLE);
    await window.getByLabel('Email').fill(ADA.email);
    clerk.control.faults.add({ route: EVERYTHING, effect: { kind: 'offline' } });
    await window.getByRole('button', { name: 'Next' }).click();
    await expectFormThatSays(panel, /could not be loaded/);
    clerk.control.faults.clear();
    await signInAtProvider(await openProvider(panel, GOOGLE), ADA.email);
    await expect(account(panel)).toBeVisible();
  });

  test('two panels at once: Chrome shows one window, and both panels follow it', async ({
    extension,
    clerk,
  }) => {
    await addAda(clerk);
    const { popup, panel } = await openForProviders(extension, clerk);
    const other = await extension.openTab(PAGES.sidePanel);
    const window = await openProvider(panel, GOOGLE);
    await other.getByRole('button', { name: GOOGLE }).click();
    await expectFormThatSays(other, /window for signing in is open already/);
    await signInAtProvider(window, ADA.email);
    await expect(account(panel)).toBeVisible();
    await expect(account(other)).toBeVisible();
    await expect(popup.getByText(ADA.email)).toBeVisible();
    expect(await activeSessions(clerk)).toHaveLength(1);
  });

  test('a worker killed meanwhile follows all the same', async ({ extension, clerk }) => {
    const ada = await addAda(clerk);
    const { popup, panel } = await openForProviders(extension, clerk);
    const window = await openProvider(panel, GOOGLE);
    await extension.worker.stop();
    await signInAtProvider(window, ADA.email);
    await expect(account(panel)).toBeVisible();
    await expect(popup.getByText(ADA.email)).toBeVisible();
    expect(claimsOf(tokenOf(await askWorker(popup, 'auth.getToken'))).sub).toBe(ada.id);
  });

  test('a panel closed meanwhile is no dead end', async ({ extension, clerk }) => {
    await addAda(clerk);
    const { popup, panel } = await openForProviders(extension, clerk);
    const window = await openProvider(panel, GOOGLE);
    await panel.close();
    await signInAtProvider(window, ADA.email);
    await expect.poll(() => activeSessions(clerk)).toHaveLength(1);
    const again = await extension.openTab(PAGES.sidePanel);
    if (mode === 'production') {
      // Only the panel that began it was given the nonce, so the new one begins anew. The provider
      // remembers both the person and what they agreed to.
      await again.getByRole('button', { name: GOOGLE }).click();
    }
    await expect(account(again)).toBeVisible();
    await expect(popup.getByText(ADA.email)).toBeVisible();
  });

  test('an account is connected and disconnected in the profile', async ({ extension, clerk }) => {
    await addAda(clerk);
    const { panel } = await openForProviders(extension, clerk);
    await signInAsAda(panel);
    await openProfile(panel);
    await panel.getByRole('menuitem', { name: 'Connect account' }).click();
    const gitHub = panel.getByRole('menuitem', { name: /GitHub/ });
    await signInAtProvider(
      await windowOpenedBy(panel, () => gitHub.click()),
      'ada@elsewhere.example',
    );
    await expect(panel.getByText('ada@elsewhere.example')).toBeVisible();
    // The menu stays open over the rest until one clicks beside it.
    await panel.getByRole('heading', { name: 'Profile details' }).click();
    await panel.getByRole('menuitem', { name: 'Open menu' }).last().click();
    await panel.getByRole('menuitem', { name: 'Remove' }).click();
    await panel.getByRole('button', { name: 'Remove' }).click();
    await expect(panel.getByText('ada@elsewhere.example')).toHaveCount(0);
  });

  test.describe('with a second factor', () => {
    test.use({ attributes: { phoneNumber: 'on', phoneSecondFactor: 'on' } });

    test('whom the provider names is asked for it, and is nobody before', async ({
      extension,
      clerk,
    }) => {
      const ada = await addAda(clerk);
      await addSecondFactorPhone(clerk, ada.id);
      const { popup, panel } = await openForProviders(extension, clerk);
      await signInAtProvider(await openProvider(panel, GOOGLE), ADA.email);
      const code = panel.getByLabel('Enter verification code');
      await expect(code).toBeVisible();
      await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
      expect(await activeSessions(clerk)).toEqual([]);
      await code.fill('424242');
      await expect(account(panel)).toBeVisible();
      await expect(popup.getByText(ADA.email)).toBeVisible();
    });
  });

  test.describe('with an enterprise', () => {
    test.use({ enterpriseDomain: 'corp.example' });

    test('whoever has an address of it signs in there', async ({ extension, clerk }) => {
      const { popup, panel } = await openForProviders(extension, clerk);
      const begin = async () => {
        await panel.getByLabel('Email address').fill('ada.lovelace@corp.example');
        const next = panel.getByRole('button', { name: 'Continue', exact: true });
        return windowOpenedBy(panel, () => next.click());
      };
      await (await begin()).close();
      await expect(panel.getByText(/window was closed/)).toBeVisible();

      await (await begin()).getByRole('button', { name: 'Cancel' }).click();
      await expect(panel.getByText('You did not grant access to your account.')).toBeVisible();

      await signInAtProvider(await begin(), 'ada.lovelace@corp.example');
      await expect(account(panel)).toBeVisible();
      await expect(popup.getByText('Ada Lovelace')).toBeVisible();

      await openProfile(panel);
      await expect(panel.getByText('Enterprise accounts')).toBeVisible();
      await expect(panel.getByText('• ada.lovelace@corp.example')).toBeVisible();
    });

    test('whoever signs up with an address of it is sent there', async ({ extension, clerk }) => {
      const { popup, panel } = await openForProviders(extension, clerk);
      await panel.getByRole('link', { name: 'Sign up' }).click();
      await panel.getByLabel('Email address').fill('grace.hopper@corp.example');
      await panel.getByLabel('Password', { exact: true }).fill(ADA.password);
      await hintShown(panel, 'Your password meets all the necessary requirements.');
      const next = panel.getByRole('button', { name: 'Continue', exact: true });
      const window = await windowOpenedBy(panel, () => next.click());
      await signInAtProvider(window, 'grace.hopper@corp.example');
      await expect(account(panel)).toBeVisible();
      await expect(popup.getByText('Grace Hopper')).toBeVisible();
    });
  });
}
