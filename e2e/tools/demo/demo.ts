import { buildExtension, DIST } from '../../../src/build/command/build-extension';
import type { Scope } from '../../../src/build/command/run-scoped';
import { DEMO_USER } from '../../servers/embedded-clerk/demo-user';
import { findHost, firstTab, openBrowser, sayWhereWindowsAre, untilClosed } from './browser';
import { startServices } from './services';
import { writeWelcome } from './welcome';

/**
 * Opens the extension in a real browser against an embedded Clerk, with a user to sign in as, and resolves
 * to the exit code when it is stopped or the browser's last window is closed.
 */
export async function demo(scope: Scope): Promise<number> {
  const host = await findHost(scope);
  const { clerk, mail, settings, summary } = await startServices(scope);
  console.log('Building dist/ for the embedded Clerk ...');
  await buildExtension({ ...settings, signal: scope.stopped });
  const { browser, folder } = await openBrowser(scope, host, { dist: DIST, clerk });
  mail.openIn(browser.context);
  const tab = await firstTab(browser);
  await tab.goto(await writeWelcome(folder, DEMO_USER, 'signed-out'));
  console.log(`
The extension runs in ${host.version}.

${summary}
  Extension        ${DIST}
                   built for the embedded Clerk; \`npm run build\` builds it for yours
`);
  sayWhereWindowsAre(host);
  console.log(
    'Ready. The browser says what to do next. To stop, press Ctrl-C or close the browser.',
  );
  await untilClosed(scope, browser);
  return 0;
}
