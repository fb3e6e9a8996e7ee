import type { Page } from '@playwright/test';
import { ADA, type Credentials } from './sign-in';

/** The clerk-js that a page runs, as much of it as is driven here. */
type ClerkOnPage = {
  load(): Promise<void>;
  user?: { id: string } | null;
  organization?: { id: string } | null;
  client: {
    signIn: { create(params: object): Promise<{ createdSessionId: string | null }> };
    signedInSessions: { id: string; user: { id: string } }[];
  };
  setActive(params: { session?: string | null; organization?: string | null }): Promise<void>;
  signOut(options?: { sessionId: string | undefined }): Promise<void>;
};
type GlobalWithClerk = { Clerk: ClerkOnPage };

/** Loads the page's clerk-js, where the page itself leaves that to others. */
export const loadClerk = (page: Page): Promise<void> =>
  page.evaluate(() => (globalThis as unknown as GlobalWithClerk).Clerk.load());

// #region feature: sync-host
/** Opens a web app whose page leaves it to others to load its clerk-js, and loads that. */
export async function openWebApp(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await loadClerk(page);
}
// #endregion feature: sync-host

/** Signs in by password without a form, once the page's clerk-js is loaded. */
export const signInOnPage = (page: Page, user: Credentials = ADA): Promise<void> =>
  page.evaluate(
    async ({ email, password }) => {
      const { Clerk } = globalThis as unknown as GlobalWithClerk;
      const attempt = await Clerk.client.signIn.create({ identifier: email, password });
      await Clerk.setActive({ session: attempt.createdSessionId });
    },
    { email: user.email, password: user.password },
  );

/** Signs out of one session on the page, or of all; clerk-js may then load the page anew. */
export const signOutOnPage = (page: Page, sessionId?: string): Promise<void> =>
  page.evaluate(
    (id) => (globalThis as unknown as GlobalWithClerk).Clerk.signOut({ sessionId: id }),
    sessionId,
  );

/** Makes another of the client's sessions the active one on the page. */
export const activateOnPage = (page: Page, sessionId: string): Promise<void> =>
  page.evaluate(
    (session) => (globalThis as unknown as GlobalWithClerk).Clerk.setActive({ session }),
    sessionId,
  );

// #region feature: sync-host
/** The page's sessions, by their users' ids. */
export const sessionsOnPage = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(() => {
    const { client } = (globalThis as unknown as GlobalWithClerk).Clerk;
    return Object.fromEntries(client.signedInSessions.map(({ id, user }) => [user.id, id]));
  });
// #endregion feature: sync-host

/** Switches to an organisation on the page, or to the personal account (`null`). */
export const switchOnPage = (page: Page, organizationId: string | null): Promise<void> =>
  page.evaluate(
    (organization) => (globalThis as unknown as GlobalWithClerk).Clerk.setActive({ organization }),
    organizationId,
  );

// #region feature: sync-host
/** Who the page's clerk-js takes the person to be, and for whom they act; `null` for nobody. */
export const seenOnPage = (page: Page) =>
  page.evaluate(() => {
    const { user, organization } = (globalThis as unknown as GlobalWithClerk).Clerk;
    return { user: user?.id ?? null, organization: organization?.id ?? null };
  });
// #endregion feature: sync-host
