import { PAGES } from '../../../src/config/pages';
import type { FaultEffect } from '../../servers/embedded-clerk/control/faults';
import { expect, test } from '../../support/fixtures/test';
import { EVERYTHING, OUT_OF_REACH, REFUSES_EXTENSION } from '../../support/journey/clerk-away';
import { retryUnlessBack } from '../../support/journey/retry';
import { addAda, signInAsAda } from '../../support/journey/sign-in';
import { emptyClient, emptyClientBehindFault } from '../../support/journey/signed-in-before';

/** What a person reads, for each reason why the session is unknown. */
const SENTENCES: {
  name: string;
  effect: FaultEffect;
  title: string;
  advice: string;
  /** Milliseconds that Clerk's clock is ahead of the machine's. */
  clockAhead?: number;
}[] = [
  {
    name: 'Clerk is out of reach',
    effect: OUT_OF_REACH,
    title: 'Clerk did not answer',
    advice: 'If you were signed in, you still are',
  },
  {
    name: 'Clerk refuses this extension',
    effect: REFUSES_EXTENSION,
    title: 'This extension and Clerk are not set up for each other yet',
    advice: 'unknown-key',
  },
  {
    name: 'Clerk is out of reach, and was three days ahead of this computer',
    effect: OUT_OF_REACH,
    title: 'This computer’s date',
    advice: 'Set its date and time',
    clockAhead: 3 * 24 * 3_600_000,
  },
];

for (const { name, effect, title, advice, clockAhead = 0 } of SENTENCES) {
  test(`${name}: popup and side panel say so, and Retry works`, async ({ extension, clerk }) => {
    clerk.control.advanceClock(clockAhead);
    await emptyClientBehindFault(extension, clerk, effect);
    const popup = await extension.openTab(PAGES.popup);
    const panel = await extension.openTab(PAGES.sidePanel);
    for (const page of [popup, panel]) {
      // The panel first lets Clerk's own retries go on for ten seconds.
      await expect(page.getByRole('alert')).toContainText(title, { timeout: 30_000 });
      await expect(page.getByRole('alert')).toContainText(advice);
    }

    clerk.control.faults.clear();
    const signIn = popup.getByRole('button', { name: 'Sign in' });
    await retryUnlessBack(popup, signIn);
    await expect(signIn).toBeVisible();
    // Every page follows, whichever one it was pressed in.
    await expect(panel.getByLabel('Email address')).toBeVisible({ timeout: 30_000 });
  });
}

test('the popup paints who you are though Clerk is away and the worker was killed', async ({
  extension,
  clerk,
}) => {
  const ada = await addAda(clerk);
  const panel = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  await panel.goto('about:blank');
  clerk.control.faults.add({ route: EVERYTHING, effect: OUT_OF_REACH });
  await extension.worker.stop();

  const popup = await extension.openPopup();
  await expect(popup.getByText(ada.email)).toBeVisible();
  await expect(popup.getByRole('status').getByText('Signed in')).toBeVisible();
  await expect(popup.getByRole('alert')).toHaveCount(0);
});

test('the side panel says offline, and loads by itself once the network is back', async ({
  extension,
  clerk,
}) => {
  const client = await emptyClient(clerk);
  await extension.context.setOffline(true);
  await extension.worker.evaluate((items) => chrome.storage.local.set(items), client);
  // A tab of its own: one that was open before forgets at its next load that it is offline.
  const panel = await extension.openTab(PAGES.sidePanel);
  await expect(panel.getByRole('alert')).toContainText('You are offline');
  await extension.context.setOffline(false);
  await expect(panel.getByLabel('Email address')).toBeVisible();
});

test('a panel that never had a client says what keeps it from Clerk', async ({
  extension,
  clerk,
}) => {
  clerk.control.faults.add({ route: EVERYTHING, effect: REFUSES_EXTENSION });
  const refused = await extension.openTab(PAGES.sidePanel);
  await expect(refused.getByRole('alert')).toContainText('not set up for each other yet');
  await expect(refused.getByRole('note')).toContainText('unknown-key');
  await refused.close();
  clerk.control.faults.clear();

  await extension.context.setOffline(true);
  const offline = await extension.openTab(PAGES.sidePanel);
  await expect(offline.getByRole('alert')).toContainText('You are offline');
  await extension.context.setOffline(false);
  await expect(offline.getByLabel('Email address')).toBeVisible();
});

test('a panel that never had a sign-in and cannot reach Clerk waits, and does not reload by itself', async ({
  extension,
  clerk,
}) => {
  clerk.control.faults.add({ route: EVERYTHING, effect: OUT_OF_REACH });
  const panel = await extension.openTab(PAGES.sidePanel);
  await panel.evaluate(() => {
    document.title = 'the same document';
  });
  await expect(panel.getByRole('alert')).toContainText('Clerk did not answer', { timeout: 30_000 });
  // Not a passing fault, and nobody's sign-in is kept who never signed in.
  await expect(panel.getByRole('alert')).toContainText('“never-answered”');
  // The worker answers this page without asking Clerk, which is no sign that Clerk is back.
  await expect(panel.getByText('Signed out', { exact: true })).toBeVisible();
  await expect(panel).toHaveTitle('the same document');
  clerk.control.faults.clear();
  const form = panel.getByLabel('Email address');
  await retryUnlessBack(panel, form);
  await expect(form).toBeVisible({ timeout: 30_000 });
});
