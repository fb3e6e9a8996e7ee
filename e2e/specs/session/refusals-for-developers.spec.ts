import { PAGES } from '../../../src/config/pages';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { retryUnlessBack } from '../../support/journey/retry';
import { ADA } from '../../support/journey/sign-in';

test('a development build tells developers why, and the command that mends it', async ({
  extension,
  clerk,
}) => {
  const { setSwitches } = clerk.control;
  setSwitches({ botProtection: true });
  const panel = await extension.openTab(PAGES.sidePanel);
  await panel.getByRole('link', { name: 'Sign up' }).click();
  await panel.getByLabel('Email address').fill('grace+clerk_test@example.com');
  await panel.getByLabel('Password', { exact: true }).fill(ADA.password);
  await panel.getByRole('button', { name: 'Continue', exact: true }).click();
  const note = panel.getByRole('note', { name: 'For developers' });
  await expect(note).toContainText('bot-protection');
  await expect(note).toContainText('npm run doctor');
  await expect(note.getByRole('button', { name: 'Copy the command' })).toBeVisible();

  // Of a development instance nothing is left in maintenance.
  setSwitches({ botProtection: false, maintenance: true });
  await panel.reload();
  await expect(panel.getByRole('alert')).toContainText('Clerk is being maintained');
  await expect(note).toContainText('maintenance');
  const popup = await extension.openTab(PAGES.popup);
  await askWorker(popup, 'auth.refresh');
  expect(await askWorker(popup, 'auth.getToken')).toMatchObject({
    ok: false,
    error: { code: 'CLERK_UNREACHABLE', retryable: true, details: { cause: 'maintenance' } },
  });
  setSwitches({ maintenance: false });
  const form = panel.getByLabel('Email address');
  await retryUnlessBack(panel, form);
  await expect(form).toBeVisible({ timeout: 30_000 });
});
