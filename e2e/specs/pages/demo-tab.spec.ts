import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { addOrganization, addTemplate } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { GET_TOKEN, tokenStatus } from '../../support/journey/demo-tab';
import { addAda, signInAsAda } from '../../support/journey/sign-in';

const MINTED = /^Minted by Clerk/;

/** Ada in the demo tab, signed in and acting for an organisation. */
async function setUp(extension: ExtensionBrowser, clerk: EmbeddedClerk): Promise<Page> {
  const ada = await addAda(clerk);
  const { id: organizationId } = await addOrganization(clerk, {
    name: 'Example Works',
    members: [{ userId: ada.id, role: 'org:admin' }],
  });
  const demo = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(demo);
  await askWorker(demo, 'auth.setActiveOrganization', { organizationId });
  await demo.goto(`chrome-extension://${extension.extensionId}${PAGES.demo}`);
  const session = demo.getByRole('region', { name: 'Session', exact: true });
  await expect(session.getByText('Example Works')).toBeVisible();
  await demo.getByText('Options', { exact: true }).click();
  return demo;
}

const ask = (demo: Page) => demo.getByRole('button', { name: GET_TOKEN }).click();
const claim = (demo: Page, name: string) =>
  demo.getByRole('table', { name: 'Claims' }).getByRole('row', { name: new RegExp(`^${name} `) });

test('mints a token from a template, and reports an unknown one', async ({ extension, clerk }) => {
  await addTemplate(clerk, 'reports', { plan: 'annual' }, 3600);
  const demo = await setUp(extension, clerk);
  await demo.getByLabel('Template').fill('reports');
  await ask(demo);
  await expect(tokenStatus(demo)).toHaveText(MINTED);
  await expect(demo.getByText('Template reports')).toBeVisible();
  await expect(claim(demo, 'plan')).toContainText('annual');
  await expect(demo.getByRole('timer')).toHaveText(/^Expires in (59|60) min/);

  await demo.getByLabel('Template').fill('nowhere');
  await ask(demo);
  const alert = demo.getByRole('alert');
  await expect(alert).toContainText('Clerk refused this request');
  await expect(alert).toContainText('the template must exist');
  await expect(alert).toContainText('CLERK_REJECTED');
  await expect(demo.getByLabel('Full token')).toHaveCount(0);
});

test('honours a minimum lifetime, and refuses one that is too long or not offered', async ({
  extension,
  clerk,
}) => {
  await addTemplate(clerk, 'brief', {}, 30);
  const demo = await setUp(extension, clerk);
  await demo.getByLabel('Minimum lifetime').fill('45');
  await ask(demo);
  await expect(demo.getByRole('timer')).toHaveText(/^Expires in (4[5-9]|5\d|60) s/);

  await demo.getByLabel('Template').fill('brief');
  await ask(demo);
  await expect(demo.getByRole('alert')).toContainText('live as long as you ask');

  // The browser's own form check answers before the worker could.
  await demo.getByLabel('Minimum lifetime').fill('51');
  await ask(demo);
  await expect(demo.getByLabel('Minimum lifetime')).toBeFocused();
  await expect(demo.locator('input:invalid')).toHaveCount(1);
});

test('mints a token for a named organisation, and a new one each time on request', async ({
  extension,
  clerk,
}) => {
  const demo = await setUp(extension, clerk);
  await demo.getByLabel('Organisation').selectOption('Example Works');
  await demo.getByLabel('Always mint a new token').check();
  for (let time = 1; time <= 2; time += 1) {
    await ask(demo);
    await expect(tokenStatus(demo)).toHaveText(MINTED);
    await expect(claim(demo, 'o')).toContainText('"rol":"admin"');
  }
  await demo.getByLabel('Always mint a new token').uncheck();
  await ask(demo);
  await expect(tokenStatus(demo)).toHaveText(/^From the worker’s memory/);
});

test('the event log shows each change as it arrives', async ({ extension, clerk }) => {
  const ada = await addAda(clerk);
  const { id: organizationId } = await addOrganization(clerk, {
    name: 'Example Works',
    members: [{ userId: ada.id, role: 'org:admin' }],
  });
  const demo = await extension.openTab(PAGES.demo);
  const log = demo.getByRole('log');
  const entries = (text: string) => log.getByRole('listitem').filter({ hasText: text });
  await expect(entries('Signed out')).toHaveCount(1);

  const panel = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  await expect(entries('Signed in as Ada Example')).toHaveCount(1);
  // What follows is the worker's alone.
  await panel.close();

  await askWorker(demo, 'auth.setActiveOrganization', { organizationId: null });
  await expect(entries('Now acting for the personal account')).toHaveCount(1);
  await askWorker(demo, 'auth.setActiveOrganization', { organizationId });
  await expect(entries('Now acting for Example Works')).toHaveCount(1);

  await extension.worker.stop();
  await expect(entries('The worker stopped; reconnecting')).toHaveCount(1);
  await expect(entries('The worker is back')).toHaveCount(1);

  await askWorker(demo, 'auth.signOut');
  await expect(entries('Signed out')).toHaveCount(2);
});

test('copies the whole token', async ({ extension, clerk }) => {
  const demo = await setUp(extension, clerk);
  await extension.context.grantPermissions(['clipboard-read']);
  await ask(demo);
  // In the page itself, at each of its frames: it is said for two seconds.
  const said = demo.waitForFunction(() =>
    document.body.textContent?.includes('Copied to the clipboard'),
  );
  said.catch(() => {});
  await demo.getByRole('button', { name: 'Copy token' }).click();
  await said;
  await demo.getByText('Show full token').click();
  const shown = await demo.getByLabel('Full token').inputValue();
  expect((await demo.evaluate(() => navigator.clipboard.readText())) === shown).toBe(true);
});
