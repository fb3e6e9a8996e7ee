import { loadEnv } from 'vite';
import { ROOT } from '../../../src/build/command/build-extension';
import type { Scope } from '../../../src/build/command/run-scoped';
import { UserError } from '../../../src/build/command/user-error';
import { readEnv } from '../../../src/build/release/read-env';
import { PAGES } from '../../../src/config/pages';
import { toVariables } from '../../../src/config/variables';
import { DEMO_USER } from '../../servers/embedded-clerk/demo-user';
import { aborted } from '../../support/browser/aborted';
import { keepSignIn } from '../../support/journey/signed-in-before';
import { chromiumCommand } from '../clerk/chromium-command';
import {
  findHost,
  firstTab,
  type Host,
  openBrowser,
  sayWhereWindowsAre,
  untilClosed,
} from '../demo/browser';
import { type Services, startServices } from '../demo/services';
import { writeWelcome } from '../demo/welcome';
import type { Flags } from './flags';
import { reopenPanels } from './reopen-panels';
import { serve } from './serve';

/** Serves the extension until it is stopped or the browser is closed. Resolves to the exit code. */
export async function dev(scope: Scope, { opensBrowser, signedIn }: Flags): Promise<number> {
  const hasKey = checkKey();
  if (hasKey && signedIn) {
    throw new UserError(
      '--signed-in is for the embedded Clerk: take VITE_CLERK_PUBLISHABLE_KEY out of .env, or sign in yourself.',
    );
  }
  const host = opensBrowser ? await findHost(scope) : null;
  const services = hasKey ? null : await startServices(scope);
  if (services) Object.assign(process.env, toVariables(services.settings));
  const dist = await serve(scope);
  console.log(
    services ? `\n${services.summary}` : '\n  Clerk            the one whose key is in .env',
  );
  console.log(`  Extension        ${dist}, from the sources\n`);
  if (host) await develop(scope, host, { dist, services, signedIn });
  else await serveOnly(scope, { dist, services });
  return 0;
}

type Served = { dist: string; services: Services | null };

async function develop(
  scope: Scope,
  host: Host,
  { dist, services, signedIn }: Served & { signedIn: boolean },
): Promise<void> {
  const clerk = services?.clerk ?? { chromiumArgs: [] };
  const { browser, folder } = await openBrowser(scope, host, { dist, clerk });
  services?.mail.openIn(browser.context);
  reopenPanels(browser);
  const tab = await firstTab(browser);
  await tab.goto(
    services
      ? await writeWelcome(folder, DEMO_USER, signedIn ? 'signed-in' : 'signed-out')
      : `chrome-extension://${browser.extensionId}${PAGES.welcome}`,
  );
  if (services && signedIn) await keepSignIn(browser, services.clerk, DEMO_USER);
  sayWhereWindowsAre(host);
  console.log(`Ready, in ${host.version}. To stop, press Ctrl-C or close the browser.`);
  await untilClosed(scope, browser);
}

async function serveOnly({ stopped }: Scope, { dist, services }: Served): Promise<void> {
  console.log(
    services
      ? `  Open it in a Chromium that knows where the embedded Clerk is:\n\n${chromiumCommand(services.clerk, dist)}\n`
      : '  Load it at chrome://extensions, with Developer mode on.\n',
  );
  console.log('Ready. To stop, press Ctrl-C.');
  await aborted(stopped);
}

/** Whether a publishable key is configured. Throws a sentence where the configuration is wrong. */
function checkKey(): boolean {
  const { VITE_CLERK_PUBLISHABLE_KEY: key } = loadEnv('development', ROOT, 'VITE_');
  return Boolean(key && readEnv('development'));
}
