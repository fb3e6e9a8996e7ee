import { randomUUID } from 'node:crypto';
import { createClerkClient, verifyToken } from '@clerk/backend';
import { clerkSetup, setupClerkTestingToken } from '@clerk/testing/playwright';
import { test as base } from '@playwright/test';
import { decodePublishableKey } from '../../src/config/publishable-key';
import { findChromium } from '../support/browser/find-chromium';
import { type ExtensionBrowser, launchExtension } from '../support/browser/launch';
import { createWatch } from '../support/fixtures/watch';
import { walkMainJourney } from '../support/journey/main-journey';
import { type LiveKeys, readLiveKeys } from './keys';

interface Person {
  id: string;
  email: string;
  password: string;
}

const test = base.extend<{ keys: LiveKeys; person: Person; extension: ExtensionBrowser }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  keys: async ({}, use) => {
    const keys = readLiveKeys(process.env);
    if (!keys || !process.env.LIVE_DIST)
      throw new Error('Run the live check with `npm run e2e:live`.');
    await use(keys);
  },

  // Made for this run and deleted after it, whatever came of it.
  person: async ({ keys: { secretKey } }, use) => {
    const { users } = createClerkClient({ secretKey });
    const email = `extension-${randomUUID()}+clerk_test@example.com`;
    const password = randomUUID();
    const { id } = await users.createUser({ emailAddress: [email], password });
    await use({ id, email, password });
    await users.deleteUser(id);
  },

  extension: async ({ keys }, use) => {
    const host = decodePublishableKey(keys.publishableKey)?.frontendApiHost ?? '';
    const watch = createWatch([host]);
    const extension = await launchExtension({
      executablePath: (await findChromium()).executablePath,
      dist: process.env.LIVE_DIST ?? '',
      clerk: { chromiumArgs: [] },
      onContext: watch.add,
    });
    // The panel is not a person to Clerk's bot protection.
    await clerkSetup({ ...keys, dotenv: false });
    await setupClerkTestingToken({ context: extension.context });
    await use(extension);
    await extension.close();
    const complaints = watch.complaints();
    if (complaints.length > 0)
      throw new Error(`Seen and not allowed:\n  ${complaints.join('\n  ')}`);
  },
});

test('the main journey, against real Clerk', async ({ extension, keys: { secretKey }, person }) => {
  await walkMainJourney(extension, {
    ...person,
    userId: person.id,
    async verify(token) {
      const { sub } = await verifyToken(token, {
        secretKey,
        authorizedParties: [`chrome-extension://${extension.extensionId}`],
      });
      return sub;
    },
    async countSessions() {
      const { sessions } = createClerkClient({ secretKey });
      const { totalCount } = await sessions.getSessionList({ userId: person.id, status: 'active' });
      return totalCount;
    },
  });
});
