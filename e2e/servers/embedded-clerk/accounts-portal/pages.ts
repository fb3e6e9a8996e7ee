import { html, raw } from 'hono/html';
import { htmlPage } from '../http/page';
import type { Instance } from '../instance';
import { publishableKeyFor } from '../publishable-key';

/** A page of the account portal: which of Clerk's components stands there, and whether for everybody. */
export type PortalPage = {
  path: `/${string}`;
  title: string;
  /** The method of `window.Clerk` that renders it. */
  mount: string;
  /** Whoever is signed out is sent to sign in first. */
  needsUser: boolean;
};

/** Where whoever signs in without a page to go back to ends up. */
export const HOME = '/default-redirect';

/** The paths of `display_config` in the environment. */
export const PORTAL_PAGES: readonly PortalPage[] = [
  { path: '/sign-in', title: 'Sign in', mount: 'mountSignIn', needsUser: false },
  { path: '/sign-up', title: 'Sign up', mount: 'mountSignUp', needsUser: false },
  { path: '/waitlist', title: 'Waitlist', mount: 'mountWaitlist', needsUser: false },
  { path: '/user', title: 'Account', mount: 'mountUserProfile', needsUser: true },
  {
    path: '/organization',
    title: 'Organization',
    mount: 'mountOrganizationProfile',
    needsUser: true,
  },
  {
    path: '/create-organization',
    title: 'Create organization',
    mount: 'mountCreateOrganization',
    needsUser: true,
  },
  { path: HOME, title: 'Signed in', mount: 'mountUserButton', needsUser: true },
];

const STYLE = `
  main { display: grid; justify-items: center; padding: 2rem 1rem; }
  /* Clerk's components bring a heading of their own, which stays. */
  main > h1 { position: absolute; clip-path: inset(50%); }
`;

/** A page with one component on it, by the SDK's script builds as the Frontend API serves them. */
export function componentPage(
  { host, issuer, mode }: Instance,
  { mount, needsUser, path, title }: PortalPage,
) {
  const script = `
    const { Clerk, __internal_ClerkUICtor: ClerkUI } = window;
    await Clerk.load({
      ui: { ClerkUI }, telemetry: false,
      signInUrl: '/sign-in', signUpUrl: '/sign-up', waitlistUrl: '/waitlist', afterSignOutUrl: '/sign-in',
      signInFallbackRedirectUrl: '${HOME}', signUpFallbackRedirectUrl: '${HOME}',
    });
    if (${needsUser} && !Clerk.user) await Clerk.redirectToSignIn();
    else Clerk.${mount}(document.querySelector('#clerk'), { routing: 'path', path: '${path}' });
  `;
  return htmlPage(
    title,
    STYLE,
    html`<div id="clerk"></div>
      <script src="${issuer}/npm/@clerk/ui@latest/dist/ui.browser.js"></script>
      <script
        src="${issuer}/npm/@clerk/clerk-js@latest/dist/clerk.browser.js"
        data-clerk-publishable-key="${publishableKeyFor(mode, host)}"
      ></script>
      <script type="module">
        ${raw(script)}
      </script>`,
  );
}
