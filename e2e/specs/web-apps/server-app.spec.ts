import { startServerApp } from '../../servers/server-app/start';
import { loadClerk, signInOnPage, signOutOnPage } from '../../support/journey/clerk-on-page';
import { ADA } from '../../support/journey/sign-in';
import { expect, test } from '../../support/web-apps/test';

test('a server knows who asks, by a handshake where the cookies do not say', async ({
  clerk,
  backend,
  openPage,
}) => {
  const { id } = await backend.users.createUser({
    emailAddress: [ADA.email],
    password: ADA.password,
  });
  const app = await startServerApp(clerk);
  const page = await openPage(clerk.chromiumArgs);
  const who = page.getByRole('status');
  const handshakes = () =>
    clerk.control.requests().filter(({ path }) => path === '/v1/client/handshake').length;

  await test.step('the first visit is a handshake, and nobody is signed in', async () => {
    await page.goto(app.origin);
    await expect(who).toHaveText('Signed out');
    expect(page.url()).toBe(`${app.origin}/`);
    expect(handshakes()).toBe(1);
  });

  await test.step('a sign-in on the page is seen by the server, without another', async () => {
    await loadClerk(page);
    await signInOnPage(page);
    await page.goto(app.origin);
    await expect(who).toHaveText(id);
    expect(handshakes()).toBe(1);
  });

  await test.step('a lost session token is got back by a handshake', async () => {
    await page.context().clearCookies({ name: /^__session/ });
    await page.goto(app.origin);
    await expect(who).toHaveText(id);
    expect(handshakes()).toBe(2);
  });

  await test.step('a session that was revoked is over at the next handshake', async () => {
    const { data } = await backend.sessions.getSessionList({ userId: id, status: 'active' });
    await backend.sessions.revokeSession(data[0]?.id ?? '');
    await page.context().clearCookies({ name: /^__session/ });
    await page.goto(app.origin);
    await expect(who).toHaveText('Signed out');
  });

  await test.step('a sign-out on the page is seen by the server', async () => {
    await loadClerk(page);
    await signInOnPage(page);
    await page.goto(app.origin);
    await expect(who).toHaveText(id);
    // clerk-js loads the page anew by itself.
    await loadClerk(page);
    await signOutOnPage(page);
    await expect(who).toHaveText('Signed out');
  });
  await app.close();
});
