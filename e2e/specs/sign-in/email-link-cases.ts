import { PAGES } from '../../../src/config/pages';
import { activeSessions } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import { ADA, addAda, signOut } from '../../support/journey/sign-in';

const GRACE = { email: 'grace@example.com', password: 'quiet lantern otter 17' };

/** Signing up and in by links, for the kind of key that the file asks for. */
export function describeEmailLink(): void {
  test.use({ attributes: { emailLink: 'on' } });

  test('by email link: sign up, an expired link, another, in tabs that say to be closed', async ({
    extension,
    clerk,
  }) => {
    const ada = await addAda(clerk);
    const popup = await extension.openTab(PAGES.popup);
    const panel = await extension.openTab(PAGES.sidePanel);
    await panel.emulateMedia({ reducedMotion: 'reduce' });
    const account = panel.getByRole('button', { name: 'Open user menu' });
    const press = (name: string) => panel.getByRole('button', { name, exact: true }).click();
    const links = () => clerk.control.sentLinks();

    /** Opens the link that was mailed last, the `count`th, in a tab, and reads what that says. */
    async function follow(count: number, heading: string) {
      await expect.poll(() => links().length).toBe(count);
      const tab = await extension.context.newPage();
      await tab.goto(links().at(-1)?.url ?? '');
      await expect(tab.getByRole('heading', { name: heading })).toBeVisible();
      await expect(tab.getByText(/You can close this one/)).toBeVisible();
      await tab.close();
    }

    await test.step('sign up', async () => {
      await panel.getByRole('link', { name: 'Sign up' }).click();
      await panel.getByLabel('Email address').fill(GRACE.email);
      await panel.getByLabel('Password', { exact: true }).fill(GRACE.password);
      await expect(
        panel.getByText('Your password meets all the necessary requirements.').first(),
      ).toBeVisible();
      await press('Continue');
      await follow(1, 'Successfully signed up');
      await expect(account).toBeVisible();
      await expect(popup.getByText(GRACE.email)).toBeVisible();
    });

    await signOut(popup, panel);

    await test.step('sign in: an expired link, and another', async () => {
      const askForLink = async () => {
        await panel.getByLabel('Email address').fill(ADA.email);
        await press('Continue');
        await panel.getByRole('link', { name: 'Use another method' }).click();
        await press(`Email link to ${ADA.email}`);
        await expect(panel.getByRole('heading', { name: 'Check your email' })).toBeVisible();
      };
      await askForLink();
      await expect.poll(() => links().length).toBe(2);
      clerk.control.advanceClock(10 * 60_000);
      await follow(2, 'This verification link has expired');
      await expect(panel.getByText(/link expired/)).toBeVisible();
      expect(await activeSessions(clerk)).toEqual([]);

      // Clerk's "Resend" counts down a minute first.
      await panel.getByRole('button', { name: 'Edit email address' }).click();
      await askForLink();
      await follow(3, 'Successfully signed in');
      await expect(account).toBeVisible();
      await expect(popup.getByText(ADA.email)).toBeVisible();
      expect(claimsOf(tokenOf(await askWorker(popup, 'auth.getToken'))).sub).toBe(ada.id);
    });
  });
}
