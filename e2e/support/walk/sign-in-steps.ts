import { expect, type Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { signInOnPage } from '../journey/clerk-on-page';
import { enterCredentials } from '../journey/sign-in';
import { hasSession, type Name, PEOPLE, type Step, type World } from './world';

/** How somebody comes in: by password, or by a second factor after it; or turns back half-way. */
export const SIGN_IN_STEPS: Step[] = [
  byPassword('Ada'),
  byPassword('Bob'),
  byForm('Cyd by password and a code', 'Cyd', async ({ panel }) => {
    await enterCredentials(panel, PEOPLE.Cyd);
    await enterCode(panel);
  }),
  turnBack('before Cyd’s code', async ({ panel }) => {
    await enterCredentials(panel, PEOPLE.Cyd);
    await expect(codeField(panel)).toBeVisible();
  }),
];

/** Without a form, so that it can be done while Clerk fails on some route. */
function byPassword(name: Name): Step {
  return {
    does: `sign in ${name} by password`,
    isChange: true,
    applies: (world) => !hasSession(world, name),
    take: ({ panel }) => signInOnPage(panel, PEOPLE[name]),
  };
}

/** In Clerk's form, until the panel is home with somebody's account. */
export function byForm(how: string, name: Name, prove: (world: World) => Promise<void>): Step {
  return {
    does: `sign in ${how}`,
    isChange: true,
    weight: 2,
    applies: (world) => world.fault === null && !hasSession(world, name),
    async take(world) {
      await openForm(world.panel);
      await prove(world);
      await expect(world.panel.getByLabel('Open user menu')).toBeVisible();
    },
  };
}

/** Begins in Clerk's form as Cyd and leaves it again, which changes nothing. */
export function turnBack(where: string, begin: (world: World) => Promise<void>): Step {
  return {
    does: `turn back ${where}`,
    applies: (world) => world.fault === null && !hasSession(world, 'Cyd'),
    async take(world) {
      await openForm(world.panel);
      await begin(world);
      await world.panel.goto(addressOf(world.panel, ''));
    },
  };
}

/** Clerk's test mode takes this code for Cyd's number. */
export const enterCode = (panel: Page): Promise<void> => codeField(panel).fill('424242');

const codeField = (panel: Page) => panel.getByLabel('Enter verification code');

/** Loads the panel anew at the form, as when somebody adds an account or begins again. */
async function openForm(panel: Page): Promise<void> {
  await panel.goto(addressOf(panel, '?view=sign-in'));
  await expect(panel.getByLabel('Email address')).toBeVisible();
}

const addressOf = (panel: Page, search: string) =>
  new URL(`${PAGES.sidePanel}${search}`, panel.url()).href;
