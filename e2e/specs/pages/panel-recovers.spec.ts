import { PAGES } from '../../../src/config/pages';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { OUT_OF_REACH } from '../../support/journey/clerk-away';
import { ADA, addAda, signInAsAda } from '../../support/journey/sign-in';

// The environment loads, and with it the SDK, but the client does not.
const NO_CLIENT = { route: 'GET /v1/client', effect: OUT_OF_REACH };

test('a panel that cannot load the session says so, again after Retry, and recovers', async ({
  extension,
  clerk,
}) => {
  await addAda(clerk);
  const panel = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  // Leaves a client that Clerk knows, without a session: the SDK would take that for an answer.
  await askWorker(panel, 'auth.signOut', {});
  await expect(panel.getByLabel('Email address')).toBeVisible();
  clerk.control.faults.add(NO_CLIENT);
  await panel.reload();
  const alert = panel.getByRole('alert');
  await expect(alert).toContainText('Clerk did not answer', { timeout: 30_000 });
  // Whoever is signed in already must not be asked to sign in.
  await expect(panel.getByLabel('Email address')).toHaveCount(0);

  // Retry tries again in a document of its own, and comes to the same end.
  await panel.evaluate(() => {
    document.title = 'the document before';
  });
  await panel.getByRole('button', { name: 'Retry' }).click();
  await expect(panel).not.toHaveTitle('the document before');
  await expect(alert).toContainText('Clerk did not answer', { timeout: 30_000 });
  await expect(panel.getByLabel('Email address')).toHaveCount(0);

  clerk.control.faults.clear();
  await expect(panel.getByLabel('Email address')).toBeVisible({ timeout: 30_000 });
});

test('a panel that cannot load the session shows who was signed in', async ({
  extension,
  clerk,
}) => {
  await addAda(clerk);
  const panel = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  clerk.control.faults.add(NO_CLIENT);
  await panel.reload();
  const account = panel.getByRole('region', { name: 'Account' });
  await expect(account).toContainText(ADA.email, { timeout: 30_000 });
  await expect(panel.getByLabel('Email address')).toHaveCount(0);
});
