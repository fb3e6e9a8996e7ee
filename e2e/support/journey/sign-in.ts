import { expect, type Page } from '@playwright/test';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import { addUser } from '../clerk/people';

export interface Credentials {
  email: string;
  password: string;
}

/** Someone who can sign in. */
export const ADA = {
  email: 'ada@example.com',
  password: 'correct horse battery staple 42',
  firstName: 'Ada',
  lastName: 'Example',
};

/** Somebody whose names leave no room, as their organisation's does not. */
export const LONG = {
  email: 'wolfeschlegelsteinhausenbergerdorff.with.a.long.address@department.example.com',
  password: 'correct horse battery staple 42',
  firstName: 'Bartholomew-Maximilian-Alexander',
  lastName: 'Wolfeschlegelsteinhausenbergerdorff',
};
export const LONG_ORGANIZATION =
  'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz GmbH';

/** Adds Ada to the embedded Clerk. */
export const addAda = (clerk: EmbeddedClerk) => addUser(clerk, ADA);

/** Types the credentials into Clerk's own component, as a person would. */
export async function enterCredentials(panel: Page, user: Credentials = ADA): Promise<void> {
  const next = panel.getByRole('button', { name: 'Continue', exact: true });
  await panel.getByLabel('Email address').fill(user.email);
  await next.click();
  await panel.getByLabel('Password', { exact: true }).fill(user.password);
  await next.click();
}

/** Signs in through Clerk's own component in the side panel. */
export async function signIn(panel: Page, user: Credentials): Promise<void> {
  await enterCredentials(panel, user);
  await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
}

/** Signs out in the popup, and waits until popup and side panel show it. */
export async function signOut(popup: Page, panel: Page): Promise<void> {
  await popup.getByRole('button', { name: 'Sign out' }).click();
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(panel.getByLabel('Email address')).toBeVisible();
}

/** Signs Ada in through Clerk's own component in the side panel, and waits until the worker knows. */
export async function signInAsAda(panel: Page): Promise<void> {
  await signIn(panel, ADA);
  await expect(panel.getByText('Signed in', { exact: true })).toBeVisible();
}
