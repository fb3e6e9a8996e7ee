import { expect, type Page } from '@playwright/test';
import type { LocalClerk } from '../local-clerk/start';

/** Someone who can sign in. */
export const ADA = {
  email: 'ada@example.com',
  password: 'correct horse battery staple 42',
  firstName: 'Ada',
  lastName: 'Example',
};

/** Adds Ada to the embedded Clerk. */
export const addAda = (clerk: LocalClerk) => clerk.control.addUser(ADA);

/** Signs Ada in through Clerk's own component in the side panel, as a person would. */
export async function signInAsAda(panel: Page): Promise<void> {
  await panel.getByLabel('Email address').fill(ADA.email);
  await panel.getByRole('button', { name: 'Continue', exact: true }).click();
  await panel.getByLabel('Password', { exact: true }).fill(ADA.password);
  await panel.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
}
