import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { EXTENSION_KEY } from '../../../manifest.config';
import { buildExtension, DIST } from '../../../src/build/command/build-extension';
import type { Scope } from '../../../src/build/command/run-scoped';
import { extensionIdOf } from '../../../src/build/release/extension-id';
import { DEMO_USER } from '../../servers/embedded-clerk/demo-user';
import { startEmbeddedClerk } from '../../servers/embedded-clerk/start';
import { startSampleBackend } from '../../servers/sample-backend/start';
import { aborted } from '../../support/browser/aborted';
import { ensureDisplay } from '../../support/browser/display';
import { findChromium } from '../../support/browser/find-chromium';
import { launchExtension } from '../../support/browser/launch';
import { pinExtension } from '../../support/browser/pin-extension';
import { addOrganization, addUser, allowRedirectUrl } from '../../support/clerk/people';
import { createMailbox } from './mailbox';
import { writeWelcome } from './welcome';

/**
 * Opens the extension in a real browser against an embedded Clerk, with a user to sign in as, and resolves
 * to the exit code when it is stopped or the browser's last window is closed.
 */
export async function demo({ stopped, defer }: Scope): Promise<number> {
  const { executablePath, version } = await findChromium();
  const display = await ensureDisplay();
  defer(() => display.stop());

  const extensionId = extensionIdOf(EXTENSION_KEY);
  const mail = createMailbox();
  const clerk = await startEmbeddedClerk({
    allowedOrigins: [`chrome-extension://${extensionId}`],
    // #region feature: oauth
    social: ['google', 'github'],
    // #endregion feature: oauth
    attributes: { authenticatorApp: 'on', emailLink: 'on', passkey: 'on' },
    singleSession: false,
    onCode: ({ to, code }) => console.log(`To ${to}: your code is ${code}.`),
    onLink: (sent) => mail.deliver(sent),
  });
  defer(() => clerk.close());
  const user = await addUser(clerk, DEMO_USER);
  await addOrganization(clerk, {
    name: 'Demo Works',
    members: [{ userId: user.id, role: 'org:admin' }],
  });

  // #region feature: oauth
  await allowRedirectUrl(clerk, `https://${extensionId}.chromiumapp.org/clerk`);
  // #endregion feature: oauth
  const backend = await startSampleBackend({
    jwtKey: () => clerk.jwtKey,
    issuer: clerk.issuer,
    authorizedParty: `chrome-extension://${extensionId}`,
  });
  defer(() => backend.close());

  console.log('Building dist/ for the embedded Clerk ...');
  await buildExtension({
    publishableKey: clerk.publishableKey,
    apiOrigin: backend.origin,
    // #region feature: sites
    sites: true,
    // #endregion feature: sites
    signal: stopped,
  });

  const folder = await mkdtemp(join(tmpdir(), 'clerk-extension-demo-'));
  defer(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  const profileDir = join(folder, 'profile');
  await pinExtension(profileDir, DIST);
  const browser = await launchExtension({
    executablePath,
    dist: DIST,
    clerk,
    profileDir,
    env: display.env,
    // Without it every tab begins with a warning about the flags that lead to the embedded Clerk.
    extraArgs: ['--test-type'],
  });
  defer(() => browser.close());
  mail.openIn(browser.context);
  const firstTab = browser.context.pages()[0] ?? (await browser.context.newPage());
  await firstTab.goto(await writeWelcome(folder, DEMO_USER));

  console.log(`
The extension runs in ${version}.

  Email            ${DEMO_USER.email}
  Password         ${DEMO_USER.password}
  Frontend API     ${clerk.issuer}, embedded, at 127.0.0.1:${clerk.port}
  Sample backend   ${backend.origin}/me, which the demo tab calls
  Publishable key  ${clerk.publishableKey}
  Extension        ${DIST}
                   built for the embedded Clerk; \`npm run build\` builds it for yours
`);
  if (display.virtual) {
    console.log(
      `  There is no display here, so the browser is on a virtual one (${display.env.DISPLAY}) that nobody sees: run this from a desktop, or look at it with \`x11vnc -display ${display.env.DISPLAY}\` and a VNC viewer.\n`,
    );
  }
  console.log(
    'Ready. The browser says what to do next. To stop, press Ctrl-C or close the browser.',
  );
  await Promise.race([aborted(stopped), lastWindowClosed(browser.context)]);
  return 0;
}

/** On macOS the application outlives its last window; elsewhere it goes with it. */
function lastWindowClosed(context: BrowserContext): Promise<void> {
  return new Promise((resolve) => {
    context.on('close', () => resolve());
    const watch = (page: { on(event: 'close', listener: () => void): unknown }) =>
      page.on('close', () => {
        if (context.pages().length === 0) resolve();
      });
    context.on('page', watch);
    context.pages().forEach(watch);
  });
}
