import { EXTENSION_KEY } from '../../../manifest.config';
import type { BuildOptions } from '../../../src/build/command/build-extension';
import type { Scope } from '../../../src/build/command/run-scoped';
import { extensionIdOf } from '../../../src/build/release/extension-id';
import { DEMO_USER } from '../../servers/embedded-clerk/demo-user';
import { type EmbeddedClerk, startEmbeddedClerk } from '../../servers/embedded-clerk/start';
import { startSampleBackend } from '../../servers/sample-backend/start';
import { addOrganization, addUser, allowRedirectUrl } from '../../support/clerk/people';
import { createMailbox, type Mailbox } from './mailbox';

/** What the extension talks to, all of it on this machine. */
export interface Services {
  clerk: EmbeddedClerk;
  /** Shows the mail that Clerk sends. */
  mail: Mailbox;
  /** What to build the extension for. */
  settings: BuildOptions;
  /** Lines that say who can sign in, and where everything is. */
  summary: string;
}

/** Starts an embedded Clerk in which `DEMO_USER` has an account, and a backend that takes its tokens. */
export async function startServices({ defer }: Scope): Promise<Services> {
  const extensionId = extensionIdOf(EXTENSION_KEY);
  const mail = createMailbox();
  const clerk = await startEmbeddedClerk({
    allowedOrigins: [`chrome-extension://${extensionId}`],
    // #region feature: oauth
    social: ['google', 'github'],
    // #endregion feature: oauth
    attributes: { authenticatorApp: 'on', emailLink: 'on', passkey: 'on' },
    singleSession: false,
    onCode: ({ to, code }) => console.log(`To ${to}: your code is ${code}.`),
    onLink: (sent) => mail.deliver(sent),
  });
  defer(() => clerk.close());
  const user = await addUser(clerk, DEMO_USER);
  await addOrganization(clerk, {
    name: 'Demo Works',
    members: [{ userId: user.id, role: 'org:admin' }],
  });
  // #region feature: oauth
  await allowRedirectUrl(clerk, `https://${extensionId}.chromiumapp.org/clerk`);
  // #endregion feature: oauth
  const backend = await startSampleBackend({
    jwtKey: () => clerk.jwtKey,
    issuer: clerk.issuer,
    authorizedParty: `chrome-extension://${extensionId}`,
  });
  defer(() => backend.close());
  return {
    clerk,
    mail,
    settings: {
      publishableKey: clerk.publishableKey,
      apiOrigin: backend.origin,
      // #region feature: sites
      sites: true,
      // #endregion feature: sites
    },
    summary: `  Email            ${DEMO_USER.email}
  Password         ${DEMO_USER.password}
  Frontend API     ${clerk.issuer}, embedded, at 127.0.0.1:${clerk.port}
  Sample backend   ${backend.origin}/me, which verifies the extension's tokens
  Publishable key  ${clerk.publishableKey}`,
  };
}
