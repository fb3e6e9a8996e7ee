import type { Page } from '@playwright/test';
import type { Scope } from '../../../src/build/command/run-scoped';
import { PAGES } from '../../../src/config/pages';
import { type EmbeddedClerk, startEmbeddedClerk } from '../../servers/embedded-clerk/start';
import { ensureDisplay } from '../../support/browser/display';
import { findChromium } from '../../support/browser/find-chromium';
import { type ExtensionBrowser, launchExtension } from '../../support/browser/launch';
import { thisMachine } from '../../support/browser/machine';
import { driveWorker, type WorkerDriver } from '../../support/browser/service-worker';
import { addAda, signInAsAda } from '../../support/journey/sign-in';
import { build, type Contender, type ContenderName, HOLD_A_CLIENT } from './contenders';

/** A contender in the browser that all of them share. */
export interface Asker extends Contender {
  /** Its page, open. */
  page: Page;
  worker: WorkerDriver;
}

/** What the parts measure with. */
export interface Stage {
  /** As the browser names itself. */
  version: string;
  clerk: EmbeddedClerk;
  /** Has all the contenders in it; Ada is signed in. */
  browser: ExtensionBrowser;
  asker(name: ContenderName): Asker;
  /**
   * Another browser, with nobody signed in, and ours and these contenders. Closed at the end at the
   * latest.
   */
  launchAnother(names?: readonly ContenderName[]): Promise<ExtensionBrowser>;
}

/** Builds these contenders and opens a browser with them. */
export async function openStage(
  { defer, stopped }: Scope,
  names: ReadonlySet<ContenderName>,
): Promise<Stage> {
  const machine = thisMachine(stopped);
  const { executablePath, version } = await findChromium(machine);
  const display = await ensureDisplay(machine);
  defer(() => display.stop());
  const clerk = await startEmbeddedClerk();
  defer(() => clerk.close());
  await addAda(clerk);

  const hosts = [`${clerk.issuer}/*`];
  const ours = await build('ours', clerk.publishableKey, hosts);
  const others: Contender[] = [];
  for (const name of names) {
    if (name !== 'ours') others.push(await build(name, clerk.publishableKey, hosts));
  }
  const launch = async (contenders: Contender[]) => {
    const browser = await launchExtension({
      executablePath,
      dist: ours.folder,
      clerk,
      env: display.env,
      otherExtensions: contenders.map(({ folder }) => folder),
    });
    defer(() => browser.close());
    return browser;
  };

  const browser = await launch(others);
  const panel = await browser.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  await panel.close();
  const signIn = await browser.worker.evaluate(() =>
    chrome.storage.local.get<Record<string, string>>(),
  );

  const askers: Asker[] = [];
  for (const contender of [ours, ...others]) {
    const page = await openPage(browser, contender);
    // The one client, by its storage key, which is the same for every extension.
    if (HOLD_A_CLIENT.has(contender.name)) {
      await page.evaluate((items) => chrome.storage.local.set(items), signIn);
    }
    const worker = driveWorker(browser.context, contender.extensionId);
    askers.push({ ...contender, page, worker });
  }
  return {
    version,
    clerk,
    browser,
    asker(name) {
      const asker = askers.find((one) => one.name === name);
      if (!asker) throw new Error(`The part that measures ${name} does not name it.`);
      return asker;
    },
    launchAnother: (names = []) => launch(others.filter(({ name }) => names.includes(name))),
  };
}

/** Another page of a contender's. */
export async function openPage(
  { context }: ExtensionBrowser,
  { extensionId, path }: Contender,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}${path}`);
  return page;
}
