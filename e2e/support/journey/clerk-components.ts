import { expect, type Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { createFapiTestClient } from '../../servers/embedded-clerk/fapi-test-client';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import type { ExtensionBrowser } from '../browser/launch';

// What there is to press and to fill in in Clerk's own components.

/** Clerk's test mode takes the code 424242 for such an address and mails nothing. */
export const GRACE = {
  email: 'grace+clerk_test@example.com',
  password: 'quiet lantern otter 17',
  firstName: 'Grace',
  lastName: 'Example',
};
const TEST_CODE = '424242';
/** What somebody replaces a password by. */
export const NEW_PASSWORD = 'seven brass kettles 98';

/** The panel's page, without motion: a hint that slides in moves the button under the pointer away. */
export async function openPanel(extension: ExtensionBrowser): Promise<Page> {
  const panel = await extension.openTab(PAGES.sidePanel);
  await panel.emulateMedia({ reducedMotion: 'reduce' });
  return panel;
}

/** There, once somebody is signed in. */
export const userMenu = (panel: Page) => panel.getByRole('button', { name: 'Open user menu' });
/** The profile, of a person or an organisation, or a menu of Clerk's. */
export const dialog = (panel: Page) => panel.getByRole('dialog');
/** Presses the button that is called exactly this. */
export const press = (panel: Page, name: string) =>
  panel.getByRole('button', { name, exact: true }).click();

/** Types the code key by key; the component sends it by itself after the last digit. */
export const enterCode = (panel: Page) =>
  panel.getByLabel('Enter verification code').pressSequentially(TEST_CODE);

/** Types the new password twice, as the forms that replace one ask for it. */
export async function enterNewPassword(panel: Page): Promise<void> {
  await panel.getByLabel('New password').fill(NEW_PASSWORD);
  await panel.getByLabel('Confirm password').fill(NEW_PASSWORD);
  await hintShown(panel, 'Passwords match.');
}

/** Waits until a form says this beside a field. */
export async function hintShown(panel: Page, text: string): Promise<void> {
  await expect(panel.getByText(text).first()).toBeVisible();
}

/** Whether the embedded Clerk lets somebody in with that password now, on another device. */
export async function canSignIn(
  clerk: EmbeddedClerk,
  email: string,
  password: string,
): Promise<boolean> {
  const { status } = await createFapiTestClient(clerk).send('POST', '/v1/client/sign_ins', {
    form: { identifier: email, strategy: 'password', password },
  });
  return status === 200;
}
