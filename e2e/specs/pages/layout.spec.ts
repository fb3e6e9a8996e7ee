import { PAGES } from '../../../src/config/pages';
import { addOrganization, addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { GET_TOKEN } from '../../support/journey/demo-tab';
import { expectFits } from '../../support/journey/expect-fits';
import { LONG, LONG_ORGANIZATION } from '../../support/journey/sign-in';

/** The narrowest that Chrome lets a side panel be is wider than this. */
const NARROW = { width: 320, height: 640 };

test('side panel and demo tab fit 320 px, with the longest of names', async ({
  extension,
  clerk,
}) => {
  const user = await addUser(clerk, LONG);
  // #region feature: organizations
  const { id: organizationId } = await addOrganization(clerk, {
    name: LONG_ORGANIZATION,
    members: [{ userId: user.id, role: 'org:admin' }],
  });
  // #endregion feature: organizations
  const panel = await extension.openTab(PAGES.sidePanel);
  await panel.setViewportSize(NARROW);
  await expect(panel.getByLabel('Email address')).toBeVisible();
  await expectFits(panel);
  await panel.getByRole('link', { name: 'Sign up' }).click();
  await expect(panel.getByText('Create your account')).toBeVisible();
  await expectFits(panel);

  await panel.getByRole('link', { name: 'Sign in' }).click();
  await panel.getByLabel('Email address').fill(user.email);
  await panel.getByRole('button', { name: 'Continue', exact: true }).click();
  await panel.getByLabel('Password', { exact: true }).fill(LONG.password);
  await expectFits(panel);
  await panel.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(panel.getByText(`${LONG.firstName} ${LONG.lastName}`)).toBeVisible();
  // The badge says what the worker knows.
  await expect(panel.getByText('Signed in', { exact: true })).toBeVisible();
  // #region feature: organizations
  await askWorker(panel, 'auth.setActiveOrganization', { organizationId });
  await expect(panel.getByText(/^Rindfleisch/)).toBeVisible();
  // #endregion feature: organizations
  await expectFits(panel);

  // #region feature: demo
  const demo = await extension.openTab(PAGES.demo);
  await demo.setViewportSize(NARROW);
  await demo.getByText('Options', { exact: true }).click();
  await demo.getByRole('button', { name: GET_TOKEN }).click();
  await expect(demo.getByRole('timer')).toBeVisible();
  await demo.getByText('Show full token').click();
  await expectFits(demo);

  await demo.getByLabel('Template').fill('nowhere');
  await demo.getByRole('button', { name: GET_TOKEN }).click();
  await expect(demo.getByRole('alert')).toBeVisible();
  await expectFits(demo);
  // #endregion feature: demo
});
