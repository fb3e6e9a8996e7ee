import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PAGES } from '../../../src/config/pages';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { reloadExtension } from '../../support/browser/reload-extension';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { addAda, signInAsAda } from '../../support/journey/sign-in';
import { emptyClient } from '../../support/journey/signed-in-before';

/** Names in the SDK that no minifier changes. */
const SDK = '__internal_onBeforeRequest';
const PASSWORD_DICTIONARY = 'trustno1';

const hasLoadedSdk = (extension: ExtensionBrowser) =>
  extension.worker.evaluate(() => 'clerkSdk' in globalThis);

test('the worker holds none of the SDK, and its SDK none of the password dictionary', async ({
  dist,
}) => {
  const [worker, sdk, manifest] = await Promise.all(
    ['service-worker.js', 'clerk-sdk.js', 'manifest.json'].map((file) =>
      readFile(join(dist, file), 'utf8'),
    ),
  );
  expect(worker).not.toContain(SDK);
  expect(sdk).toContain(SDK);
  expect(sdk).not.toContain(PASSWORD_DICTIONARY);
  // Both are still in what they were taken out of.
  const clerkJs = await readFile('node_modules/@clerk/clerk-js/dist/clerk.no-rhc.mjs', 'utf8');
  expect(clerkJs).toContain(SDK);
  expect(clerkJs).toContain(PASSWORD_DICTIONARY);
  expect(JSON.parse(manifest ?? '').background).toEqual({ service_worker: 'service-worker.js' });
});

test('neither script makes code of text', async ({ dist }) => {
  // How webpack finds the global object in a browser without `globalThis`.
  const fallback = 'Function(`return this`)()';
  for (const file of ['service-worker.js', 'clerk-sdk.js']) {
    const code = await readFile(join(dist, file), 'utf8');
    expect(code.replace(fallback, '')).not.toMatch(/\b(eval|Function)\(/);
  }
});

test('a worker loads the SDK when it needs Clerk, and not to answer from the vault', async ({
  extension,
  clerk,
}) => {
  await addAda(clerk);
  const page = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(page);
  await askWorker(page, 'auth.getToken');

  await extension.worker.stop();
  expect(await askWorker(page, 'auth.getToken')).toMatchObject({
    data: { status: 'ok', token: { source: 'vault' } },
  });
  expect(await hasLoadedSdk(extension)).toBe(false);

  expect(await askWorker(page, 'auth.getToken', { fresh: true })).toMatchObject({
    data: { status: 'ok', token: { source: 'clerk' } },
  });
  expect(await hasLoadedSdk(extension)).toBe(true);

  await test.step('a token that came with the client needs no request of its own', async () => {
    const popup = await extension.openTab(PAGES.popup);
    await page.close();
    // Of a snapshot that is old the open popup would have the worker ask before.
    await askWorker(popup, 'auth.refresh');
    await extension.worker.evaluate(async () => {
      const { session } = await chrome.storage.session.get<{ session: object }>('session');
      await chrome.storage.session.set({ session: { ...session, tokens: {} } });
    });
    clerk.control.clearRequests();
    await extension.worker.stop();
    expect(await askWorker(popup, 'auth.getToken')).toMatchObject({ data: { status: 'ok' } });
    const paths = clerk.control.requests().map(({ path }) => path);
    expect(paths).toContain('/v1/client');
    expect(paths.filter((path) => path.endsWith('/tokens'))).toEqual([]);
  });
});

test('an update brings its own SDK', async ({ dist, launch, clerk }, testInfo) => {
  const copy = testInfo.outputPath('extension');
  await cp(dist, copy, { recursive: true });
  const extension = await launch({ dist: copy });
  const manifest = JSON.parse(await readFile(join(copy, 'manifest.json'), 'utf8'));
  const next = `${manifest.version}.1`;
  await writeFile(join(copy, 'manifest.json'), JSON.stringify({ ...manifest, version: next }));
  await writeFile(join(copy, 'clerk-sdk.js'), 'globalThis.isNextSdk = true;', { flag: 'a' });
  await reloadExtension(extension);

  // The first answer after an update needs Clerk: what a worker knows does not outlive its version.
  const running = await extension.worker.evaluate(() => chrome.runtime.getManifest().version);
  expect(running).toBe(next);
  await extension.worker.evaluate(
    (items) => chrome.storage.local.set(items),
    await emptyClient(clerk),
  );
  await extension.worker.stop();
  const page = await extension.openTab(PAGES.popup);
  // A fresh token needs Clerk to say first who is signed in, and so its SDK.
  await askWorker(page, 'auth.refresh');
  expect(await askWorker(page, 'auth.getSession')).toMatchObject({
    data: { status: 'signed-out' },
  });
  expect(await extension.worker.evaluate(() => 'isNextSdk' in globalThis)).toBe(true);
});
