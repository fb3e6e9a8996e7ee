import { PAGES } from '../../../src/config/pages';
import { DEFAULT_HOSTS, publishableKeyFor } from '../../servers/embedded-clerk/publishable-key';
import { type ExtensionBrowser, launchExtension } from '../../support/browser/launch';
import { buildOnce } from '../../support/fixtures/builds';
import { test as base, expect } from '../../support/fixtures/test';
import { createWatch, type Watch } from '../../support/fixtures/watch';
import { askWorker } from '../../support/journey/ask-worker';
import { addAda, signInAsAda } from '../../support/journey/sign-in';

const TELEMETRY = 'clerk-telemetry.com';

/** A browser with a build of the test's choice, watched as in every other test, and what was seen. */
const test = base.extend<{
  start(dist: string): Promise<{ browser: ExtensionBrowser; watch: Watch; hosts: Set<string> }>;
}>({
  start: async ({ clerk, host }, use) => {
    let running: ExtensionBrowser | undefined;
    await use(async (dist) => {
      const watch = createWatch([clerk.host]);
      const hosts = new Set<string>();
      running = await launchExtension({
        executablePath: host.chromium.executablePath,
        dist,
        clerk,
        env: host.env,
        onContext(context) {
          watch.add(context);
          context.on('request', (request) => {
            const { protocol, hostname } = new URL(request.url());
            if (protocol.startsWith('http')) hosts.add(hostname);
          });
        },
      });
      // The SDK reports one event in ten, by this. The worker's own is fixed before it loads the SDK.
      await running.context.addInitScript(() => {
        Math.random = () => 0;
      });
      await running.worker.evaluate(() => {
        Math.random = () => 0;
      });
      return { browser: running, watch, hosts };
    });
    await running?.close();
  },
});

/** Signs in with Clerk's components and gets a token minted by the worker. */
async function journey(browser: ExtensionBrowser): Promise<void> {
  const popup = await browser.openPopup();
  const panel = await browser.openSidePanel(popup.getByRole('button', { name: 'Sign in' }));
  await signInAsAda(panel);
  const page = await browser.openTab(PAGES.popup);
  const answer = await askWorker(page, 'auth.getToken', { fresh: true });
  expect(answer).toMatchObject({ ok: true, data: { status: 'ok' } });
}

test('pages and worker talk to the Frontend API and to no other host', async ({
  clerk,
  dist,
  start,
}) => {
  await addAda(clerk);
  const { browser, watch, hosts } = await start(dist);
  await journey(browser);
  expect([...hosts]).toEqual([clerk.host]);
  expect(watch.complaints()).toEqual([]);
});

test('the policy keeps the worker, too, from asking another host', async ({ dist, start }) => {
  const { browser, hosts } = await start(dist);
  const refusedBy = await browser.worker.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        const onViolation = (event: Event) =>
          resolve((event as SecurityPolicyViolationEvent).effectiveDirective);
        addEventListener('securitypolicyviolation', onViolation, { once: true });
        // A violation is told before the fetch fails, if there is one.
        fetch(url).then(
          () => resolve('nothing'),
          () => setTimeout(() => resolve('the network'), 500),
        );
      }),
    `https://${TELEMETRY}/v1/event`,
  );
  expect(refusedBy).toBe('connect-src');
  expect([...hosts]).not.toContain(TELEMETRY);
});

test('switched on, telemetry is sent, and seen', async ({ clerk, start }) => {
  await addAda(clerk);
  const publishableKey = publishableKeyFor('development', DEFAULT_HOSTS.development);
  const dist = await buildOnce({ publishableKey, telemetry: true });
  const { browser, watch, hosts } = await start(dist);
  await journey(browser);
  await expect.poll(() => watch.complaints()).toEqual([`a request to ${TELEMETRY}`]);
  expect([...hosts].sort()).toEqual([TELEMETRY, clerk.host].sort());
});
