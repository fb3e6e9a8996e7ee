import { expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { openSecurity } from './profile';

/** What a person's authenticator app shows for `secret`, `laterMs` from now. */
export function codeShown(secret: string, laterMs = 0): string {
  const timestamp = Date.now() + laterMs;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

/**
 * Takes an authenticator app into use in the profile of whoever is signed in, by the code `used`. Returns what
 * the app keeps, and the backup codes that were shown.
 */
export async function enrolAuthenticatorApp(
  panel: Page,
): Promise<{ secret: string; used: string; backupCodes: string[] }> {
  await openSecurity(panel);
  await panel.getByText('Add two-step verification').click();
  await panel.getByText('Authenticator application').click();
  await expect(panel.getByText(/scan the following QR code/)).toBeVisible();
  await panel.getByRole('button', { name: /scan QR code\?/ }).click();
  const secret = await panel.locator('input[readonly]').first().inputValue();
  await panel.getByRole('button', { name: 'Continue' }).click();
  const used = codeShown(secret);
  await panel.getByLabel('Enter verification code').fill(used);
  await expect(panel.getByText(/backup codes/i).first()).toBeVisible();
  const shown = panel.getByText(/^[a-z0-9]{8}$/);
  await expect(shown.nth(9)).toBeVisible();
  const backupCodes = await shown.allTextContents();
  await panel.getByRole('button', { name: 'Finish' }).click();
  await panel.getByRole('button', { name: 'Close modal' }).click();
  return { secret, used, backupCodes };
}
