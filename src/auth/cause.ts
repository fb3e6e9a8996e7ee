/**
 * Why Clerk keeps this extension, or somebody who uses it, out; by Clerk's own codes.
 *
 * @see https://clerk.com/docs/guides/development/errors/frontend-api
 */
const CLERK_CODES = {
  /** The instance serves no native clients, which an extension is with a production key or a sync host. */
  'native-api-off': ['native_api_disabled'],
  /** The extension's origin is none of those that a production instance allows. */
  'origin-not-allowed': [
    'origin_authorization_headers_conflict',
    'origin_invalid',
    'origin_missing',
    'multiple_origin_header_values_forbidden',
  ],
  /** Clerk has no instance of the host that the publishable key names. */
  'unknown-key': ['host_invalid'],
  /** Bot protection wants a captcha, whose script an extension may not load. */
  'bot-protection': [
    'captcha_missing_token',
    'captcha_invalid',
    'captcha_unavailable',
    'requires_captcha',
  ],
  /** The address to which providers send people back is none of those allowed. Clerk spells it so. */
  'redirect-not-allowed': ['resource_missmatch'],
  'user-banned': ['user_banned'],
  /** For an hour by default, after wrong passwords, or until somebody unlocks the account. */
  'user-locked': ['user_locked'],
  'user-deactivated': ['user_deactivated'],
  /** https://clerk.com/docs/guides/how-clerk-works/maintenance-mode */
  maintenance: ['maintenance_mode'],
} as const;

/** The causes that Clerk does not name, because nothing of Clerk answers. */
const SILENT_CAUSES = [
  /** The host has not answered this browser once: no passing fault, and nobody has signed in yet. */
  'never-answered',
  /** This computer's clock is days off or more, so that certificates seem not to hold yet, or no more. */
  'clock-wrong',
] as const;

type ClerkCause = keyof typeof CLERK_CODES;
/** Why nobody can sign in, or be served a token. Each has its own remedy, in `ui/cause-copy.ts`. */
export type Cause = ClerkCause | (typeof SILENT_CAUSES)[number];

const CLERK_CAUSES = Object.keys(CLERK_CODES) as ClerkCause[];
export const CAUSES: readonly Cause[] = [...CLERK_CAUSES, ...SILENT_CAUSES];

/** The codes of Clerk's that have this cause. */
export function clerkCodesOf(cause: Cause): readonly string[] {
  return isClerkCause(cause) ? CLERK_CODES[cause] : [];
}

/** The cause that Clerk's code tells of, if it is one that has a remedy of its own. */
export function causeOf(clerkCode: string): Cause | undefined {
  return CLERK_CAUSES.find((cause) => clerkCodesOf(cause).includes(clerkCode));
}

/** Whether a value from elsewhere is a cause. */
export function isCause(value: unknown): value is Cause {
  return CAUSES.some((cause) => cause === value);
}

/** Whether it is for those who make the extension to mend, at Clerk or in its configuration. */
export function isMisconfiguration(cause: Cause | undefined): boolean {
  return cause === 'native-api-off' || cause === 'origin-not-allowed' || cause === 'unknown-key';
}

/** When this was written: a clock that says less was not set since. Epoch milliseconds. */
const EARLIEST = Date.UTC(2026, 0, 1);

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * After so long without an answer it is likelier that the clock is ahead than that nobody was online: every
 * certificate in use then has expired. https://cabforum.org/working-groups/server/baseline-requirements/
 */
const LONG_SILENCE_MS = 398 * DAY_MS;

/**
 * Why there is no answer at all, as far as this machine can tell.
 *
 * @param now by this machine's clock, in epoch milliseconds.
 * @param heardAt when Clerk last answered, by its own clock, where that is known. A clock that says a day
 * less is behind; one that says a year and more is taken to be ahead.
 */
export function causeOfSilence(now: number, heardAt?: number): Cause | undefined {
  const isBehind = now < Math.max(EARLIEST, (heardAt ?? EARLIEST) - DAY_MS);
  const isAhead = heardAt !== undefined && now > heardAt + LONG_SILENCE_MS;
  return isBehind || isAhead ? 'clock-wrong' : undefined;
}

function isClerkCause(cause: Cause): cause is ClerkCause {
  return cause in CLERK_CODES;
}
