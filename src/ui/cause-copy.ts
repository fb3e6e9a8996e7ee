import { type Cause, isCause } from '../auth/cause';

/** What a person is told of an error: what happened, and what to do about it. */
export type ErrorCopy = {
  title: string;
  /** A sentence that names the next step. */
  advice: string;
  /** The button that goes with it. `none`: pressing again would change nothing. */
  action: 'retry' | 'reload-page' | 'none';
};

/** Where Clerk refuses the extension itself. */
export const NOT_SET_UP = 'This extension and Clerk are not set up for each other yet';

const ASK_SUPPORT = 'If you think that this is a mistake, ask the support of this application.';

/**
 * What people are told of each cause: what they can do themselves, and otherwise the one word that
 * whoever made the extension finds in docs/troubleshooting.md.
 */
export const CAUSE_COPY: Record<Cause, ErrorCopy> = {
  'native-api-off': notSetUp('native-api-off'),
  'origin-not-allowed': notSetUp('origin-not-allowed'),
  'unknown-key': notSetUp('unknown-key'),
  'bot-protection': {
    title: 'This extension cannot show the check that you are human',
    advice: 'Create your account on the website instead, then come back and try again.',
    action: 'retry',
  },
  'redirect-not-allowed': {
    title: 'This way to sign in is not set up yet',
    advice: `Choose another way to sign in, or tell whoever gave you this extension: “redirect-not-allowed”.`,
    action: 'none',
  },
  'user-banned': { title: 'This account may not sign in', advice: ASK_SUPPORT, action: 'none' },
  'user-locked': {
    title: 'This account is locked for now',
    advice: 'It opens by itself, mostly after an hour: try again then. Support can open it sooner.',
    action: 'retry',
  },
  'user-deactivated': {
    title: 'This account has been deactivated',
    advice: ASK_SUPPORT,
    action: 'none',
  },
  maintenance: {
    title: 'Clerk is being maintained',
    advice:
      'This takes a few minutes, mostly. Try again then. If you were signed in, you still are.',
    action: 'retry',
  },
  'never-answered': {
    title: 'Clerk did not answer',
    advice:
      'It has not answered this extension before either. Check your connection, then try again. If that does not help, tell whoever gave you this extension: “never-answered”.',
    action: 'retry',
  },
  'clock-wrong': {
    title: 'This computer’s date is wrong',
    advice:
      'Set its date and time, without which no secure connection can be made. Then try again.',
    action: 'retry',
  },
};

function notSetUp(cause: Cause): ErrorCopy {
  return {
    title: NOT_SET_UP,
    advice: `Nothing is wrong on your side. Tell whoever gave you this extension: “${cause}”. Then try again.`,
    action: 'retry',
  };
}

/** The cause in an error's details, which may be anything. */
export function causeIn(details: unknown): Cause | undefined {
  if (typeof details !== 'object' || details === null || !('cause' in details)) return undefined;
  return isCause(details.cause) ? details.cause : undefined;
}
