import { verifyToken } from '@clerk/backend';
import { activeSessions } from '../../support/clerk/people';
import { test } from '../../support/fixtures/test';
import { walkMainJourney } from '../../support/journey/main-journey';
import { ADA, addAda } from '../../support/journey/sign-in';

test('sign in, close the panel, get tokens, lose the worker, sign out', async ({
  extension,
  clerk,
}) => {
  const { id } = await addAda(clerk);
  await walkMainJourney(extension, {
    ...ADA,
    userId: id,
    async verify(token) {
      const { sub } = await verifyToken(token, {
        jwtKey: clerk.jwtKey,
        authorizedParties: [`chrome-extension://${extension.extensionId}`],
      });
      return sub;
    },
    countSessions: async () => (await activeSessions(clerk)).length,
  });
});
