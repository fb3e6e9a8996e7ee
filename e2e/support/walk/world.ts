import { expect, type Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import type { ExtensionBrowser } from '../browser/launch';
import type { EVERYTHING } from '../journey/clerk-away';
import { ADA } from '../journey/sign-in';

/** Who signs in, out and over in a walk. Cyd is asked for a code to her phone, too. */
export const PEOPLE = {
  Ada: ADA,
  Bob: { ...ADA, email: 'bob@example.com', firstName: 'Bob' },
  Cyd: { ...ADA, email: 'cyd@example.com', firstName: 'Cyd' },
};
export type Name = keyof typeof PEOPLE;

/** The routes by which the worker learns who is signed in, and gets a token. */
export const CLIENT = 'GET /v1/client';
export const MINT = 'POST /v1/client/sessions/*/tokens';

/** The browser and its pages, and what the walk has done to them. */
export type World = {
  clerk: EmbeddedClerk;
  browser: ExtensionBrowser;
  popup: Page;
  panel: Page;
  /** Opens the browser again on the same profile. */
  launch(): Promise<ExtensionBrowser>;
  organizationId: string;
  /** Addresses by user id. */
  emails: ReadonlyMap<string, string>;
  /** The route that fails now. */
  fault: typeof EVERYTHING | typeof CLIENT | typeof MINT | null;
  /** Whether something changed while Clerk could not be asked who is signed in. */
  isUnseen: boolean;
  /** By how much this life of the worker takes its clock to be later than it is, in milliseconds. */
  clockError: number;
};

/** One step of a walk. */
export type Step = {
  /** What is done, for whoever reads of a failure. */
  does: string;
  /** Whether it changes who is signed in, or for whom they act. */
  isChange?: true;
  /** Whether an answer is under way when it is done, which the next step is to overtake. */
  isLate?: true;
  /** How many times likelier it is than others; 1 by default. */
  weight?: number;
  /** Whether there is anything for it to do. */
  applies?(world: World): boolean;
  take(world: World): Promise<unknown>;
};

/** The popup and the panel, each in a tab, once they know who is signed in. */
export async function openPages(browser: ExtensionBrowser) {
  const popup = await browser.openTab(PAGES.popup);
  const panel = await browser.openTab(PAGES.sidePanel);
  const ready = panel.getByLabel('Email address').or(panel.getByLabel('Open user menu'));
  await expect(ready).toBeVisible();
  return { browser, popup, panel };
}

/** The sessions that the server has not ended, oldest first. */
export const openSessions = ({ clerk }: World) =>
  [...clerk.state().sessions.values()].filter(({ status }) => status === 'active');

/** The one of them that is the active one to the server, as nobody but it can know. */
export function onServer(world: World) {
  const clients = [...world.clerk.state().clients.values()];
  const active = clients.map(({ lastActiveSessionId }) => lastActiveSessionId);
  return openSessions(world).find(({ id }) => active.includes(id)) ?? null;
}

/** Whether somebody has a session, the active one or another. */
export function hasSession(world: World, name: Name): boolean {
  return openSessions(world).some(({ userId }) => world.emails.get(userId) === PEOPLE[name].email);
}
