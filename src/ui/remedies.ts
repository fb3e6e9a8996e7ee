import type { Cause } from '../auth/cause';

/** What to do for somebody who builds the extension: a sentence, and a command to copy. */
export type Remedy = { sentence: string; command: string };

/** Of the build that was refused: its origin, the host of its key. */
type Place = { origin: string; host: string };

const DOCTOR = 'npm run doctor';
/** Adds what is missing and keeps what is there. */
const FIX = 'CLERK_SECRET_KEY=sk_... npm run doctor -- --fix';

const REMEDIES: Record<Cause, Remedy | ((place: Place) => Remedy)> = {
  'native-api-off': {
    sentence:
      'The instance’s Native API is off. Switch it on in the Clerk dashboard, under Native applications, then check:',
    command: DOCTOR,
  },
  'origin-not-allowed': ({ origin }) => ({
    sentence: `${origin} is none of the instance’s allowed origins. This adds it and keeps the others:`,
    command: FIX,
  }),
  'unknown-key': ({ host }) => ({
    sentence: `Clerk has no instance at ${host}. Compare VITE_CLERK_PUBLISHABLE_KEY with the dashboard’s API keys, then check:`,
    command: DOCTOR,
  }),
  'bot-protection': {
    sentence:
      'Bot protection wants a captcha, whose script an extension may not load. Switch it off in the Clerk dashboard, under Attack protection, or have people sign up on the web. Then check:',
    command: DOCTOR,
  },
  'redirect-not-allowed': {
    sentence: 'The extension’s redirect URL is none of those that are allowed. This adds it:',
    command: FIX,
  },
  'user-banned': {
    sentence: 'This user is banned. The Clerk dashboard lifts that, or the Backend API:',
    command:
      'curl -X POST https://api.clerk.com/v1/users/USER_ID/unban -H "Authorization: Bearer $CLERK_SECRET_KEY"',
  },
  'user-locked': {
    sentence: 'This account is locked. The Clerk dashboard opens it, or the Backend API:',
    command:
      'curl -X POST https://api.clerk.com/v1/users/USER_ID/unlock -H "Authorization: Bearer $CLERK_SECRET_KEY"',
  },
  'user-deactivated': {
    sentence:
      'This user is deactivated, mostly by the directory of their organisation. What Clerk knows of them:',
    command:
      'curl https://api.clerk.com/v1/users/USER_ID -H "Authorization: Bearer $CLERK_SECRET_KEY"',
  },
  maintenance: {
    sentence:
      'Clerk is in maintenance: a development instance answers nothing, a production one signs nobody in. status.clerk.com says more. Whether it is over:',
    command: DOCTOR,
  },
  'never-answered': ({ host }) => ({
    sentence: `Nothing answers at ${host}, which is the host in VITE_CLERK_PUBLISHABLE_KEY. Whether that is the key, DNS, TLS or a firewall:`,
    command: DOCTOR,
  }),
  'clock-wrong': {
    sentence:
      'The clock says a time that cannot be: before Clerk last answered, or over a year after. Set it, and check:',
    command: 'date -u',
  },
};

/** What mends `cause`; without one, what finds out. */
export function remedyFor(cause: Cause | undefined, place: Place): Remedy {
  if (cause === undefined) {
    return { sentence: 'Clerk refuses this extension, and this says why:', command: DOCTOR };
  }
  const remedy = REMEDIES[cause];
  return typeof remedy === 'function' ? remedy(place) : remedy;
}
