import { chromium } from '@playwright/test';
import { NAME } from '../../../src/config/brand';
import { PAGES } from '../../../src/config/pages';
import { IGNORED_DEFAULT_ARGS } from '../../support/browser/chromium-args';
import { installPacked, installsFromProfile } from '../../support/browser/install-packed';
import { thisMachine } from '../../support/browser/machine';
import { createWorkFolder } from '../../support/fixtures/builds';
import { expect, test } from '../../support/fixtures/test';

test('the first steps open by themselves once the extension is installed', async ({
  dist,
  host,
}) => {
  test.skip(
    !installsFromProfile(host.chromium),
    'Chromium on Linux alone installs from a profile.',
  );
  const { executablePath } = host.chromium;
  const folder = await createWorkFolder('installed');
  const { profileDir, extensionId } = await installPacked(folder, {
    dist,
    executablePath,
    env: host.env,
  });

  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath,
    headless: false,
    // Under Playwright's `--disable-default-apps` Chromium installs nothing that a profile names.
    ignoreDefaultArgs: [...IGNORED_DEFAULT_ARGS, '--disable-default-apps'],
    args: [
      ...(thisMachine().isRoot ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
    env: { ...process.env, ...host.env },
  });
  try {
    const url = `chrome-extension://${extensionId}${PAGES.welcome}`;
    const opened = () => context.pages().filter((page) => page.url() === url);
    await expect.poll(() => opened().length, { timeout: 30_000 }).toBe(1);
    for (const page of opened()) {
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Welcome to ${NAME}`);
    }
  } finally {
    await context.close();
  }
});
