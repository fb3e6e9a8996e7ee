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

/** Enters what Ada signs in with into Clerk's own component. */
export async function enterCredentials(panel: Page): Promise<void> {
  const next = panel.getByRole('button', { name: 'Continue', exact: true });
  await panel.getByLabel('Email address').fill(ADA.email);
  await next.click();
  await panel.getByLabel('Password', { exact: true }).fill(ADA.password);
  await next.click();
}

/** Signs Ada in through Clerk's own component in the side panel, as a person would. */
export async function signInAsAda(panel: Page): Promise<void> {
  await enterCredentials(panel);
  await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
}
