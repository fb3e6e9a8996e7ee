import { randomUUID } from 'node:crypto';
import { clerkSetup, setupClerkTestingToken } from '@clerk/testing/playwright';
import { test as base } from '@playwright/test';
import { decodePublishableKey } from '../../src/config/publishable-key';
import { findChromium } from '../support/browser/find-chromium';
import { type ExtensionBrowser, launchExtension } from '../support/browser/launch';
import { type BackendAccess, createBackendClient } from '../support/clerk/backend-client';
import { addUser } from '../support/clerk/people';
import { createWatch } from '../support/fixtures/watch';
import { readLiveKeys } from './keys';
import { SEEN } from './report';

interface Person {
  id: string;
  email: string;
  password: string;
}

type Fixtures = {
  /** The build under test. */
  dist: string;
  /** Hosts that a test's pages may talk to besides the Frontend API and Clerk's pictures. */
  alsoAllowedHosts: readonly string[];
  instance: BackendAccess;
  /** Somebody made for this test and deleted after it, whatever came of it. */
  person: Person;
  /** What the doctor found right, such as `Second factor: authenticator app`. */
  offered: ReadonlySet<string>;
  /** Whether the browser is watched for secrets, errors and other hosts. */
  watched: boolean;
  extension: ExtensionBrowser;
};

/** Playwright's `test` with the extension, built for a real instance, and a person of that instance. */
export const test = base.extend<Fixtures>({
  dist: [process.env.LIVE_DIST ?? '', { option: true }],
  alsoAllowedHosts: [[], { option: true }],
  watched: [true, { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  offered: async ({}, use) => use(new Set<string>(JSON.parse(process.env.LIVE_OFFERED ?? '[]'))),

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  instance: async ({}, use) => {
    const keys = readLiveKeys(process.env);
    if (!keys || !process.env.LIVE_DIST)
      throw new Error('Run the live check with `npm run e2e:live`.');
    const apiUrl = process.env.CLERK_API_URL;
    await use({ ...keys, ...(apiUrl ? { apiUrl } : {}) });
  },

  person: async ({ instance }, use) => {
    const person = await addUser(instance, {
      email: `extension-${randomUUID()}+clerk_test@example.com`,
      password: randomUUID(),
    });
    await use(person);
    await createBackendClient(instance).users.deleteUser(person.id);
  },

  extension: async ({ instance, dist, watched, alsoAllowedHosts }, use) => {
    const { publishableKey, secretKey } = instance;
    const host = decodePublishableKey(publishableKey)?.frontendApiHost ?? '';
    // Clerk serves providers' logos and people's pictures from a host of its own.
    const watch = createWatch([host, 'img.clerk.com', ...alsoAllowedHosts]);
    const chromiumArgs: string[] = JSON.parse(process.env.LIVE_BROWSER_ARGS ?? '[]');
    const extension = await launchExtension({
      executablePath: (await findChromium()).executablePath,
      dist,
      clerk: { chromiumArgs },
      onContext: watched ? watch.add : () => {},
    });
    if (chromiumArgs.length === 0) {
      // The panel is not a person to Clerk's bot protection. Playwright asks in its place, by DNS alone.
      await clerkSetup({ publishableKey, secretKey, dotenv: false });
      await setupClerkTestingToken({ context: extension.context });
    }
    await use(extension);
    await extension.close();
    const complaints = watch.complaints();
    if (complaints.length > 0)
      throw new Error(`Seen and not allowed:\n  ${complaints.join('\n  ')}`);
  },
});

/** Has the report say what the running test saw. */
export function saw(what: string): void {
  test.info().annotations.push({ type: SEEN, description: what });
}

export { expect } from '@playwright/test';
