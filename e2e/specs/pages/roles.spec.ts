import { NAME } from '../../../src/config/brand';
import { PAGES } from '../../../src/config/pages';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { expect, test } from '../../support/fixtures/test';
import { signedInBefore } from '../../support/journey/signed-in-before';

// What a screen reader finds in each page: its landmarks, headings and what can be pressed, by their names.
// What is a feature's own is left out, for a copy may be without it.

const SIGNED_OUT = {
  popup: `
    - banner:
      - heading "${NAME}" [level=1]
      - status: Signed out
    - main:
      - paragraph: /Sign in once/
      - button "Sign in"
    - contentinfo:
      - button "Settings"
  `,
  sidePanel: `
    - main:
      - heading /^Sign in to/ [level=1]
      - textbox "Email address"
      - button "Continue"
      - link "Sign up"
    - contentinfo:
      - status: Signed out
      - button "Settings"
  `,
  welcome: `
    - banner:
      - heading "Welcome to ${NAME}" [level=1]
    - main:
      - list:
        - listitem:
          - heading "Keep it in sight" [level=2]
        - listitem:
          - heading "Sign in" [level=2]
          - button "Sign in"
        - listitem:
          - heading "Try the shortcuts" [level=2]
          - button "Change shortcuts"
    - contentinfo:
      - button "settings"
  `,
  options: `
    - main:
      - region "Your data":
        - term: Your sign-in
        - definition: /names this browser/
        - button "Forget everything"
  `,
} as const;

const SIGNED_IN = {
  popup: `
    - banner:
      - heading "${NAME}" [level=1]
      - status: Signed in
    - main:
      - paragraph: Ada Example
      - paragraph: ada@example.com
      - button "Open side panel"
      - button "Sign out"
    - contentinfo:
      - button "Settings"
  `,
  sidePanel: `
    - main:
      - heading "${NAME}" [level=1]
      - region "Account":
        - button "Open user menu"
        - paragraph: Ada Example
        - button "Sign out"
      - region "Your app":
        - heading "Welcome, Ada" [level=2]
      - region "Sign-in and security":
        - button "Sign-in Password"
        - button /^Connected accounts/
        - button "Signed in on This device"
    - contentinfo:
      - status: Signed in
      - button "Settings"
  `,
  options: `
    - banner:
      - heading "Settings" [level=1]
    - main:
      - region "Theme":
        - heading "Theme" [level=2]
        - group "Theme":
          - radio "System" [checked]
          - radio "Light"
          - radio "Dark"
      - region "Keyboard shortcuts":
        - heading "Keyboard shortcuts" [level=2]
        - button "Change shortcuts"
      - region "Your data":
        - heading "Your data" [level=2]
        - term: Your sign-in
        - definition: /keeps Ada Example signed in/
        - button "Forget everything"
    - contentinfo:
      - link "First steps with this extension"
  `,
  welcome: `
    - main:
      - list:
        - listitem:
          - heading "Keep it in sight" [level=2]
        - listitem:
          - heading "Sign in (done)" [level=2]
          - paragraph: You are signed in as Ada Example.
          - button "Open side panel"
        - listitem:
          - heading "Try the shortcuts" [level=2]
  `,
  // #region feature: demo
  demo: `
    - banner:
      - heading "Clerk Background Worker Demo" [level=1]
      - button "Open side panel"
    - main:
      - region "Token":
        - heading "Token" [level=2]
        - button "Get token from service worker"
      - region "Session":
        - heading "Session" [level=2]
        - status: Signed in
      - region "Session events":
        - log "Session events"
  `,
  // #endregion feature: demo
} as const;

const PENDING = {
  popup: `
    - banner:
      - heading "${NAME}" [level=1]
      - status: Almost there
    - main:
      - paragraph: Ada Example
      - paragraph: One step is left before you are signed in.
      - button "Finish signing in"
      - button "Sign out"
  `,
  sidePanel: `
    - main:
      - heading /organi[sz]ation/ [level=1]
      - textbox "Name"
      - button "Continue"
    - contentinfo:
      - status: Almost there
  `,
  welcome: `
    - main:
      - list:
        - listitem:
          - heading "Sign in" [level=2]
          - button "Finish signing in"
  `,
} as const;

/** Opens each page, and expects in it what is written for it. */
async function expectRoles(
  extension: ExtensionBrowser,
  pages: Partial<Record<keyof typeof PAGES, string>>,
): Promise<void> {
  for (const [name, roles] of Object.entries(pages)) {
    const page = await extension.openTab(PAGES[name as keyof typeof PAGES]);
    await expect(page.locator('body')).toMatchAriaSnapshot(roles);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await page.close();
  }
}

test('signed out', ({ extension }) => expectRoles(extension, SIGNED_OUT));

test('signed in', async ({ extension, clerk }) => {
  await signedInBefore(extension, clerk);
  await expectRoles(extension, SIGNED_IN);
});

test.describe('where an organisation must be chosen', () => {
  test.use({ requireOrganization: true });

  test('a step left', async ({ extension, clerk }) => {
    await signedInBefore(extension, clerk);
    await expectRoles(extension, PENDING);
  });
});
