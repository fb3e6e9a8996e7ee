import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { activeSessions } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/with-backend';
import { addAda, signInAsAda } from '../../support/journey/sign-in';

const card = (demo: Page) => demo.getByRole('region', { name: 'Sample backend', exact: true });
const callBackend = (demo: Page) =>
  card(demo).getByRole('button', { name: 'Call the sample backend' }).click();

test('a backend verifies the worker’s token, and there is none after a sign-out', async ({
  extension,
  clerk,
  backend,
}) => {
  backend.trust(clerk);
  const ada = await addAda(clerk);
  const demo = await extension.openTab(PAGES.demo);
  const panel = await extension.openTab(PAGES.sidePanel);
  await callBackend(demo);
  await expect(card(demo).getByRole('status')).toHaveText(/^Nobody is signed in/);

  await signInAsAda(panel);
  await callBackend(demo);
  await expect(card(demo).getByRole('status')).toContainText(`Verified as ${ada.id}`);
  const [session] = await activeSessions(clerk);
  await expect(card(demo).getByText(session?.id ?? 'no session')).toBeVisible();

  const popup = await extension.openTab(PAGES.popup);
  await popup.getByRole('button', { name: 'Sign out' }).click();
  await expect(card(demo).getByRole('status')).toBeEmpty();
  await callBackend(demo);
  await expect(card(demo).getByRole('status')).toHaveText(/^Nobody is signed in/);
});

test('what a backend refuses, and its silence, is said', async ({ extension, clerk, backend }) => {
  backend.trust(clerk);
  await addAda(clerk);
  const panel = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  const demo = await extension.openTab(PAGES.demo);
  const me = `${backend.origin}/me`;
  const alert = card(demo).getByRole('alert');

  await demo.route(me, (route) => {
    const { authorization = '', ...headers } = route.request().headers();
    const forged = authorization.replace(/\.[^.]+$/, '.AAAA');
    return route.continue({ headers: { ...headers, authorization: forged } });
  });
  await callBackend(demo);
  await expect(alert).toContainText('Refused, because the token was changed');
  await demo.unroute(me);

  await demo.route(me, (route) => route.abort());
  await alert.getByRole('button', { name: 'Retry' }).click();
  await expect(alert).toContainText('The backend did not answer');
  await demo.unroute(me);

  await alert.getByRole('button', { name: 'Retry' }).click();
  await expect(card(demo).getByRole('status')).toContainText('Verified as');
});
