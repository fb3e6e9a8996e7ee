import type { Page } from '@playwright/test';
import { startServerApp } from '../../servers/server-app/start';
import { expect, test } from '../../support/web-apps/test';

const ada = { emailAddress: ['ada@example.com'], password: 'correct horse battery staple' };

/** clerk-js on the page, as much of it as is driven here. */
type ClerkOnPage = {
  load(): Promise<void>;
  client: {
    signIn: { create(params: object): Promise<{ createdSessionId: string | null }> };
  };
  setActive(params: { session: string | null }): Promise<void>;
  signOut(): Promise<void>;
};

const signInOnPage = (page: Page) =>
  page.evaluate(async (password) => {
    const { Clerk } = window as unknown as { Clerk: ClerkOnPage };
    await Clerk.load();
    const attempt = await Clerk.client.signIn.create({ identifier: 'ada@example.com', password });
    await Clerk.setActive({ session: attempt.createdSessionId });
  }, ada.password);

const signOutOnPage = (page: Page) =>
  page.evaluate(async () => {
    const { Clerk } = window as unknown as { Clerk: ClerkOnPage };
    await Clerk.load();
    await Clerk.signOut();
  });

test('a server knows who asks, by a handshake where the cookies do not say', async ({
  clerk,
  backend,
  openPage,
}) => {
  const { id } = await backend.users.createUser(ada);
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
    await signInOnPage(page);
    await page.goto(app.origin);
    await expect(who).toHaveText(id);
    // clerk-js loads the page anew by itself.
    await signOutOnPage(page);
    await expect(who).toHaveText('Signed out');
  });
  await app.close();
});
