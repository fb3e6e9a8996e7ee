import { PAGES } from '../../../src/config/pages';
import { addOrganization } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import { addAda, enterCredentials } from '../../support/journey/sign-in';

// Who signs in owes Clerk the choice of an organisation.
test.use({ requireOrganization: true });

test('a session that owes Clerk a step has no token until the step is done', async ({
  extension,
  clerk,
}) => {
  const ada = await addAda(clerk);
  const { id } = await addOrganization(clerk, {
    name: 'Example Works',
    members: [{ userId: ada.id, role: 'org:admin' }],
  });
  const popup = await extension.openTab(PAGES.popup);
  const panel = await extension.openTab(PAGES.sidePanel);
  await enterCredentials(panel);

  const choice = panel.getByRole('button', { name: /Example Works/ });
  await expect(choice).toBeVisible();
  await expect(popup.getByText('One step is left before you are signed in.')).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Finish signing in' })).toBeVisible();
  expect(await askWorker(popup, 'auth.getToken')).toEqual({
    ok: true,
    data: { status: 'pending' },
  });

  await choice.click();
  await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
  await expect(popup.getByText('Example Works')).toBeVisible();
  const claims = claimsOf(tokenOf(await askWorker(popup, 'auth.getToken')));
  expect(claims).toMatchObject({ sub: ada.id, sts: 'active', o: { id } });
});
