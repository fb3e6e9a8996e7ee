import { verifyToken } from '@clerk/backend';
import { createNativeClerk } from '../../support/web-apps/native-clerk';
import { expect, test } from '../../support/web-apps/test';

const ada = { emailAddress: ['ada@example.com'], password: 'correct horse battery staple' };

test('a native client on a development key signs in, restarts and ends its session without a browser', async ({
  clerk,
  backend,
}) => {
  const { id } = await backend.users.createUser(ada);
  const tokenCache: { token: string | null } = { token: null };
  const first = await createNativeClerk(clerk, tokenCache);
  const attempt = await first.client.signIn.create({
    identifier: 'ada@example.com',
    password: ada.password,
  });
  await first.setActive({ session: attempt.createdSessionId });
  expect(first.user?.id).toBe(id);
  const token = await first.session?.getToken();
  expect((await verifyToken(token ?? '', { jwtKey: clerk.jwtKey })).sub).toBe(id);

  await test.step('a restart with the kept token is signed in', async () => {
    const again = await createNativeClerk(clerk, tokenCache);
    expect(again.user?.id).toBe(id);
    // `signOut` wants the `window` that React Native has and Node has not.
    await again.session?.end();
  });

  await test.step('and after the session ended nobody is', async () => {
    const later = await createNativeClerk(clerk, tokenCache);
    expect(later.user).toBeFalsy();
    const { totalCount } = await backend.sessions.getSessionList({ userId: id, status: 'active' });
    expect(totalCount).toBe(0);
  });
});
