import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import { activeSessions, addOrganization } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { EVERYTHING, OUT_OF_REACH } from '../../support/journey/clerk-away';
import { expectAccessible } from '../../support/journey/expect-accessible';
import { signedInBefore } from '../../support/journey/signed-in-before';

const choices = (popup: Page) => popup.getByRole('region', { name: 'Organisation' });
const addWorks = (clerk: EmbeddedClerk, { id }: { id: string }) =>
  addOrganization(clerk, {
    name: 'Example Works',
    members: [{ userId: id, role: 'org:admin' }],
  });
const choice = (popup: Page, name: string) => choices(popup).getByRole('button', { name });

test('switches between a named personal account and an organisation', async ({
  extension,
  clerk,
}) => {
  await signedInBefore(extension, clerk, (ada) => addWorks(clerk, ada));
  const [id] = clerk.state().organizations.keys();
  const popup = await extension.openTab(PAGES.popup);
  // The one that she has joined last is active from the sign-in on.
  await expect(choice(popup, 'Example Works')).toHaveAttribute('aria-current', 'true');
  const activeOrganization = async () =>
    (await activeSessions(clerk)).map((session) => session.lastActiveOrganizationId);
  await choice(popup, 'Ada Example Personal account').click();
  await expect(choice(popup, 'Ada Example')).toHaveAttribute('aria-current', 'true');
  expect(await activeOrganization()).toEqual([null]);
  await expectAccessible(popup);

  // And back by keyboard.
  await popup.keyboard.press('Tab');
  await expect(choice(popup, 'Example Works')).toBeFocused();
  await popup.keyboard.press('Enter');
  await expect(choice(popup, 'Example Works')).toHaveAttribute('aria-current', 'true');
  expect(await activeOrganization()).toEqual([id]);
});

test('says so when a switch fails, keeps the organisation, and forgets it at the next switch', async ({
  extension,
  clerk,
}) => {
  await signedInBefore(extension, clerk, (ada) => addWorks(clerk, ada));
  const popup = await extension.openTab(PAGES.popup);
  await expect(choice(popup, 'Example Works')).toBeVisible();
  clerk.control.faults.add({ route: EVERYTHING, effect: OUT_OF_REACH });
  await choice(popup, 'Ada Example').click();
  await expect(popup.getByRole('alert')).toContainText('Clerk did not answer', { timeout: 30_000 });
  await expect(choice(popup, 'Example Works')).toHaveAttribute('aria-current', 'true');

  // In another page, as far as this list knows.
  clerk.control.faults.clear();
  await askWorker(popup, 'auth.setActiveOrganization', { organizationId: null });
  await expect(choice(popup, 'Ada Example')).toHaveAttribute('aria-current', 'true');
  await expect(popup.getByRole('alert')).toHaveCount(0);
});

test('offers nothing to switch to somebody without an organisation', async ({
  extension,
  clerk,
}) => {
  await signedInBefore(extension, clerk);
  const popup = await extension.openTab(PAGES.popup);
  await expect(popup.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await expect(choices(popup)).toHaveCount(0);
});
