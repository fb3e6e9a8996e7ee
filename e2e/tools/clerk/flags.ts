import { parseArgs } from 'node:util';
import { UsageError } from '../../../src/build/command/run-command';
import type { Mode } from '../../servers/embedded-clerk/publishable-key';
import { Switches } from '../../servers/embedded-clerk/switches';
import { parseSignInMethods, type SignInMethods, signInMethodNames } from './sign-in-methods';

/** What `npm run clerk` was told. */
export type Flags = {
  /** `undefined`: the kind that the data file holds, or else a development instance. */
  mode: Mode | undefined;
  port: number;
  /** Where the state is kept; without it, in memory. */
  data: string | undefined;
  /** Where what an app needs is written. */
  env: string | undefined;
  /** Who is there from the start, in place of the demo user. */
  seed: string | undefined;
  singleSession: boolean;
  requireOrganization: boolean;
  requireSecondFactor: boolean;
  reverification: boolean;
  clientTrust: boolean;
  apiKeys: boolean;
  signUpMode: Switches['signUpMode'];
  legalConsent: boolean;
  verifyAtSignUp: boolean;
  signInMethods: SignInMethods;
  /** Whose addresses an enterprise signs in. */
  enterpriseDomain: string | undefined;
  /** No answer comes sooner. */
  latencyMs: number;
  /** After which a code is printed. */
  mailDelayMs: number;
};

/** Beside 8443, which is often taken. */
const DEFAULT_PORT = 8444;

export const USAGE = `npm run clerk -- [options]

Serves a Clerk of your own on this machine until Ctrl-C: the Frontend API that Clerk's SDKs speak, and
the Backend API for whoever presents the secret key, over TLS, without an account or a network.

  --mode development|production  the kind of instance (default: development)
  --port NUMBER                  the TLS port on 127.0.0.1, 0 for any free one (default: ${DEFAULT_PORT})
  --env FILE                     write what an app needs into FILE while this runs: the publishable and
                                 the secret key, the JWT key (PEM), the Backend API's address, and
                                 the path of the certificate for NODE_EXTRA_CA_CERTS
  --seed FILE                    begin with the users and organizations in FILE (JSON), see below
  --data FILE                    keep users, sessions and keys in FILE (default: in memory)
  --sessions single|multi        one session for each browser, or several (default: single)
  --require-organization         nobody acts for themselves: a sign-in ends with choosing an organization
  --require-second-factor        a sign-in ends with setting up a second factor, of those in
                                 --sign-in-methods
  --client-trust                 a right password is not enough on a device that is new to its user
  --reverification               sensitive actions need a proof of within ten minutes
  --api-keys                     users and organizations have API keys, and a page for them in the profiles
  --sign-up-mode MODE            public, restricted (to whoever is invited) or waitlist (default: public)
  --legal-consent                a sign-up needs the consent to the application's terms
  --no-verify-at-sign-up         a sign-up needs no proof of its email address
  --sign-in-methods LIST         how people sign in, with commas between; the identifier named first is
                                 required, others are optional (default: email_address):
                                 ${signInMethodNames.slice(0, 5).join(', ')},
                                 ${signInMethodNames.slice(5).join(', ')}
  --enterprise-domain DOMAIN     whose people sign in by enterprise SSO, at a provider that is here too
  --latency MILLISECONDS         the least time that every answer takes (default: 0)
  --mail-delay MILLISECONDS      how long a code or link is under way, which is printed here (default: 0)
  --help, -h                     print this

A seed file:

  {
    "users": [{ "email": "ada+clerk_test@example.com", "password": "quiet-otter-lantern-42",
                "phone": "+12015550100", "username": "ada", "firstName": "Ada",
                "publicMetadata": { "plan": "pro" } }],
    "organizations": [{ "name": "Works", "slug": "works",
                        "members": [{ "email": "ada+clerk_test@example.com", "role": "org:admin" }] }]
  }

A user has one of email, phone and username at least, of the kinds that --sign-in-methods names.

As in Clerk's test mode, addresses with +clerk_test and the numbers +1 (XXX) 555-0100 to 0199 get the
code 424242; other codes are printed here.
Recipes for an extension, a React app, a server and Playwright: docs/embedded-clerk.md.`;

/** Reads the command line. Throws for what it does not understand. */
export function parseFlags(args: string[]): Flags {
  const { values } = parseArgs({
    args,
    options: {
      mode: { type: 'string' },
      port: { type: 'string' },
      data: { type: 'string' },
      env: { type: 'string' },
      seed: { type: 'string' },
      sessions: { type: 'string' },
      'require-organization': { type: 'boolean' },
      'require-second-factor': { type: 'boolean' },
      'client-trust': { type: 'boolean' },
      reverification: { type: 'boolean' },
      'api-keys': { type: 'boolean' },
      'sign-up-mode': { type: 'string' },
      'legal-consent': { type: 'boolean' },
      'no-verify-at-sign-up': { type: 'boolean' },
      'sign-in-methods': { type: 'string' },
      'enterprise-domain': { type: 'string' },
      latency: { type: 'string' },
      'mail-delay': { type: 'string' },
    },
  });
  const { mode, port = String(DEFAULT_PORT), sessions = 'single' } = values;
  if (mode !== undefined && mode !== 'development' && mode !== 'production') {
    throw new UsageError(`--mode is "development" or "production", not "${mode}".`);
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`--port is a number from 0 to 65535, not "${port}".`);
  }
  if (sessions !== 'single' && sessions !== 'multi') {
    throw new UsageError(`--sessions is "single" or "multi", not "${sessions}".`);
  }
  const signUpMode = Switches.shape.signUpMode.safeParse(values['sign-up-mode'] ?? 'public');
  if (!signUpMode.success) {
    throw new UsageError(
      `--sign-up-mode is "public", "restricted" or "waitlist", not "${values['sign-up-mode']}".`,
    );
  }
  const milliseconds = (name: 'latency' | 'mail-delay') => {
    const value = values[name] ?? '0';
    if (/^\d{1,5}$/.test(value)) return Number(value);
    throw new UsageError(`--${name} is a number of milliseconds, not "${value}".`);
  };
  const enterpriseDomain = values['enterprise-domain'];
  if (enterpriseDomain !== undefined && !/^([a-z0-9-]+\.)+[a-z]{2,}$/.test(enterpriseDomain)) {
    throw new UsageError(
      `--enterprise-domain is a domain such as corp.example, not "${enterpriseDomain}".`,
    );
  }
  for (const name of ['data', 'env', 'seed'] as const) {
    if (values[name] === '') throw new UsageError(`--${name} needs the name of a file.`);
  }
  return {
    mode,
    port: Number(port),
    data: values.data,
    env: values.env,
    seed: values.seed,
    singleSession: sessions === 'single',
    requireOrganization: values['require-organization'] ?? false,
    requireSecondFactor: values['require-second-factor'] ?? false,
    reverification: values.reverification ?? false,
    clientTrust: values['client-trust'] ?? false,
    apiKeys: values['api-keys'] ?? false,
    signUpMode: signUpMode.data,
    legalConsent: values['legal-consent'] ?? false,
    verifyAtSignUp: !values['no-verify-at-sign-up'],
    signInMethods: parseSignInMethods(values['sign-in-methods'] ?? 'email_address'),
    enterpriseDomain,
    latencyMs: milliseconds('latency'),
    mailDelayMs: milliseconds('mail-delay'),
  };
}
