import type { ClerkProvider } from '@clerk/chrome-extension';
import type { ComponentProps } from 'react';
import { env } from '../config/env';
import { initialsOf } from '../ui/display-name';

const HIDDEN = { display: 'none' };
const FULL_WIDTH = { elements: { rootBox: { width: '100%' } } };

/** Clerk makes its popovers as wide as a phone's screen, which a panel is not. */
const POPOVER = { maxWidth: 'calc(100vw - 48px)' };

/** Clerk derives a lighter tone for a pointed-at link and button, in which some brands' colours cannot be read. */
const TEXT_TONE = 'var(--accent-text)';

/**
 * How Clerk's components look here: without a card of their own, for the panel is one, and as wide
 * as it is. All other colours come from clerk-theme.css.
 */
export const appearance = {
  options: { elevation: 'flush' },
  variables: { colorPrimary: { 400: TEXT_TONE, 500: TEXT_TONE, 600: TEXT_TONE } },
  elements: {
    cardBox: { width: '100%', maxWidth: 'none' },
    formButtonPrimary: {
      backgroundColor: 'var(--accent)',
      '&:hover': { backgroundColor: 'var(--accent-hover)' },
    },
    ...providers(),
    userButtonPopoverCard: POPOVER,
    // #region feature: organizations
    organizationSwitcherPopoverCard: POPOVER,
    // #endregion feature: organizations
  },
  signIn: FULL_WIDTH,
  signUp: FULL_WIDTH,
} satisfies ComponentProps<typeof ClerkProvider>['appearance'];

/**
 * A build without OAuth hides the buttons of providers: without its transport they would leave for the
 * provider's page and not come back.
 */
function providers() {
  // #region feature: oauth
  if (env.oauth) return {};
  // #endregion feature: oauth
  return { socialButtonsRoot: HIDDEN, dividerRow: HIDDEN };
}

/**
 * Styles that turn Clerk's drawn avatar into the initials that our own pages show, for somebody who
 * has no picture.
 */
export function initialsAvatar(name: string, fontSize = 'var(--text-m)') {
  return {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--accent-text)',
    fontWeight: 620,
    fontSize,
    '& > *': { display: 'none' },
    '&::after': { content: JSON.stringify(initialsOf(name)) },
  };
}
