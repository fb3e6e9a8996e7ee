import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import { chromiumCommand } from './chromium-command';

/** What `npm run clerk` prints once it serves: who can sign in, and how a browser finds it. */
export function summary(
  clerk: EmbeddedClerk,
  {
    users,
    data,
    env,
  }: {
    users: { identifier: string; password: string | null }[];
    data: string | undefined;
    env: string | undefined;
  },
): string {
  const people = users.map(
    ({ identifier, password }) => `${identifier}  ${password ?? '(password unknown)'}`,
  );
  return `
  The embedded Clerk runs.

    Publishable key  ${clerk.publishableKey}
    Frontend API     ${clerk.issuer}, at 127.0.0.1:${clerk.port}
    Backend API      ${clerk.apiUrl}, ${env === undefined ? 'its secret key is written by --env FILE' : `as ${env} says`}
    Users            ${people.join(`\n${' '.repeat(21)}`) || 'none yet: sign up'}
    Certificate pin  ${clerk.certificatePin}
    Control          ${clerk.controlUrl}, as e2e/servers/embedded-clerk/control/client.ts uses it
    State            ${data === undefined ? 'in memory, gone when this ends' : `kept in ${data}`}

  Build the extension for it:

    VITE_CLERK_PUBLISHABLE_KEY=${clerk.publishableKey} npm run build

  and give a Chromium these flags, which tell it where the host is and which certificate to trust:

${chromiumCommand(clerk, 'dist')}
`;
}
