import type { ClerkProvider } from '@clerk/chrome-extension';
import type { ComponentProps } from 'react';
import { type Cause, clerkCodesOf } from '../auth/cause';
import { causeCopy } from '../ui/cause-copy';

/**
 * The causes for which Clerk's own sentence is meant for whoever made the application. What it says of a
 * locked or banned account, or of maintenance, is for people, and names the time or the support.
 */
const NOT_FOR_PEOPLE: readonly Cause[] = [
  'native-api-off',
  'origin-not-allowed',
  'unknown-key',
  'bot-protection',
  'redirect-not-allowed',
];

/**
 * What Clerk's forms say in place of such a sentence, by Clerk's code.
 * https://clerk.com/docs/guides/customizing-clerk/localization#customize-error-messages
 */
export const localization = {
  unstable__errors: Object.fromEntries(
    NOT_FOR_PEOPLE.flatMap((cause) => {
      const { title, advice } = causeCopy(cause);
      return clerkCodesOf(cause).map((code) => [code, `${title}. ${advice}`]);
    }),
  ),
} satisfies ComponentProps<typeof ClerkProvider>['localization'];
