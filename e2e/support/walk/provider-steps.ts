import { expect, type Page } from '@playwright/test';
import { openProvider, signInAtProvider } from '../journey/provider';
import { byForm, enterCode, turnBack } from './sign-in-steps';
import { kill } from './worker-steps';
import { type Name, PEOPLE, type Step, type World } from './world';

/** How somebody comes in from Google's window, with the worker lost or a code asked for; or closes it. */
export const PROVIDER_STEPS: Step[] = [
  byForm('Ada by Google', 'Ada', (world) => signInAtGoogle(world, 'Ada')),
  byForm('Bob by Google, and lose the worker meanwhile', 'Bob', async (world) => {
    const window = await openGoogle(world);
    await kill(world);
    await signInAtProvider(window, PEOPLE.Bob.email);
  }),
  byForm('Cyd by Google and a code', 'Cyd', async (world) => {
    await signInAtGoogle(world, 'Cyd');
    await enterCode(world.panel);
  }),
  turnBack('at Google’s window', async (world) => {
    await (await openGoogle(world)).close();
    await expect(world.panel.getByText(/window was closed/)).toBeVisible();
  }),
];

async function signInAtGoogle(world: World, name: Name): Promise<void> {
  await signInAtProvider(await openGoogle(world), PEOPLE[name].email);
}

/** Google's window. It has forgotten who was there before, and asks. */
async function openGoogle({ browser, panel }: World): Promise<Page> {
  await browser.context.clearCookies();
  return openProvider(panel, /Google/);
}
