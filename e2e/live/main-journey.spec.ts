import { verifyToken } from '@clerk/backend';
import { PAGES } from '../../src/config/pages';
import { activeSessions } from '../support/clerk/people';
import { askForToken } from '../support/journey/claims';
import { walkMainJourney } from '../support/journey/main-journey';
import { expect, test } from './test';

test('the main journey, by password', async ({ extension, instance, person }) => {
  const { secretKey, apiUrl } = instance;
  await walkMainJourney(extension, {
    ...person,
    userId: person.id,
    async verify(token) {
      const { sub } = await verifyToken(token, {
        secretKey,
        ...(apiUrl === undefined ? {} : { apiUrl }),
        authorizedParties: [`chrome-extension://${extension.extensionId}`],
      });
      return sub;
    },
    countSessions: async () => (await activeSessions(instance, person.id)).length,
  });
});

test('a sign-in by email code', async ({ extension, person }) => {
  const panel = await extension.openTab(PAGES.sidePanel);
  await panel.getByLabel('Email address').fill(person.email);
  await panel.getByLabel('Email address').press('Enter');
  await panel.getByRole('link', { name: 'Use another method' }).click();
  await panel.getByRole('button', { name: `Email code to ${person.email}` }).click();
  // Clerk's test mode takes this code for an address with +clerk_test.
  await panel.getByLabel('Enter verification code').pressSequentially('424242');
  await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
  await askForToken(panel);
});
