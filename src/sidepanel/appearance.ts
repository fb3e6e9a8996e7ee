import type { ClerkProvider } from '@clerk/chrome-extension';
import type { ComponentProps } from 'react';

const FULL_WIDTH = { elements: { rootBox: { width: '100%' } } };

/** Clerk makes its popovers as wide as a phone's screen, which a panel is not. */
const POPOVER = { maxWidth: 'calc(100vw - 48px)' };

/**
 * How Clerk's components look here: without a card of their own, for the panel is one, and as wide
 * as it is. Colours come from clerk-theme.css. Buttons for social connections are hidden: they
 * leave for the provider's page and cannot come back into an extension.
 *
 * @see https://clerk.com/docs/reference/chrome-extension/overview (authentication options)
 */
export const appearance = {
  options: { elevation: 'flush' },
  elements: {
    cardBox: { width: '100%', maxWidth: 'none' },
    socialButtonsRoot: { display: 'none' },
    dividerRow: { display: 'none' },
    userButtonPopoverCard: POPOVER,
    organizationSwitcherPopoverCard: POPOVER,
  },
  signIn: FULL_WIDTH,
  signUp: FULL_WIDTH,
} satisfies ComponentProps<typeof ClerkProvider>['appearance'];
