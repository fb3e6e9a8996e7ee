import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { EXTENSION_KEY } from '../../manifest.config';
import { PAGES } from '../../src/config/pages';
import { buildExtension, ROOT } from '../browser/build-extension';
import { extensionIdOf } from '../browser/extension-id';
import { test as base, expect } from '../fixtures/test';
import { addAda, signInAsAda } from '../journey/sign-in';
import { DEFAULT_HOSTS, publishableKeyFor } from '../local-clerk/publishable-key';
import type { LocalClerk } from '../local-clerk/start';
import { startSampleBackend } from '../sample-backend/start';

const EXTENSION_ORIGIN = `chrome-extension://${extensionIdOf(EXTENSION_KEY)}`;

interface Backend {
  origin: string;
  /** Makes it trust another embedded Clerk: each test has one of its own, the build has one origin. */
  trust(clerk: LocalClerk): void;
}

const test = base.extend<object, { backend: Backend }>({
  backend: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      let trusted: LocalClerk | null = null;
      const running = await startSampleBackend({
        jwtKey: () => trusted?.control.publicKeyPem() ?? '',
        issuer: `https://${DEFAULT_HOSTS.development}`,
        authorizedParty: EXTENSION_ORIGIN,
      });
      await use({
        origin: running.origin,
        trust(clerk) {
          trusted = clerk;
        },
      });
      await running.close();
    },
    { scope: 'worker' },
  ],
  dist: [
    async ({ backend, mode }, use) => {
      const outDir = join(ROOT, '.cache', 'e2e', 'sample-backend');
      await buildExtension({
        publishableKey: publishableKeyFor(mode, DEFAULT_HOSTS[mode]),
        apiOrigin: backend.origin,
        outDir,
      });
      await use(outDir);
    },
    { scope: 'worker' },
  ],
});
test.use({ alsoAllowedHosts: ['127.0.0.1'] });

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
  const [session] = clerk.control.sessions();
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
