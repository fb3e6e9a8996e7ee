import { EXTENSION_KEY } from '../../../manifest.config';
import type { Scope } from '../../../src/build/command/run-scoped';
import { extensionIdOf } from '../../../src/build/release/extension-id';
import { DEMO_USER } from '../../servers/embedded-clerk/demo-user';
import type { Attributes } from '../../servers/embedded-clerk/instance';
import { verifyPassword } from '../../servers/embedded-clerk/me/user/passwords';
import { startEmbeddedClerk } from '../../servers/embedded-clerk/start';
import {
  createSaver,
  DataFileError,
  loadState,
  saveState,
} from '../../servers/embedded-clerk/store/data-file';
import { identifierOf } from '../../servers/embedded-clerk/store/queries';
import type { User } from '../../servers/embedded-clerk/store/user-model';
import { aborted } from '../../support/browser/aborted';
import { createBackendClient } from '../../support/clerk/backend-client';
import { allowRedirectUrl } from '../../support/clerk/people';
import { plantSeed, readSeed, type Seed } from '../../support/clerk/seed';
import { writeEnvFile } from './env-file';
import type { Flags } from './flags';
import { summary } from './summary';

/** Serves the embedded Clerk alone until it is stopped, and resolves to the exit code. */
export async function serve({ stopped, defer }: Scope, flags: Flags): Promise<number> {
  const { mode, port, data } = flags;
  const state = data === undefined ? null : await loadState(data);
  if (state && mode && state.mode !== mode) {
    throw new DataFileError(
      `${data} is of a ${state.mode} instance: leave --mode out, or choose another file.`,
    );
  }
  const { attributes, social } = flags.signInMethods;
  const seed = flags.seed === undefined ? demoSeed(attributes) : await readSeed(flags.seed);
  const extensionId = extensionIdOf(EXTENSION_KEY);
  const saver = createSaver(
    async () => {
      if (data !== undefined) await saveState(data, clerk.state());
    },
    // It was writable at the start, and may be again: go on, and say so.
    (error) => console.error(error instanceof DataFileError ? error.message : error),
  );
  const clerk = await startEmbeddedClerk({
    ...(mode ? { mode } : {}),
    ...(state ? { state } : {}),
    port,
    singleSession: flags.singleSession,
    requireOrganization: flags.requireOrganization,
    requireSecondFactor: flags.requireSecondFactor,
    reverification: flags.reverification,
    deviceTrust: flags.clientTrust,
    apiKeys: flags.apiKeys,
    switches: {
      signUpMode: flags.signUpMode,
      legalConsent: flags.legalConsent,
      verifyAtSignUp: flags.verifyAtSignUp,
    },
    attributes,
    social,
    enterpriseDomain: flags.enterpriseDomain,
    latencyMs: flags.latencyMs,
    mailDelayMs: flags.mailDelayMs,
    // As `npm run build` makes it; the state of an earlier run keeps its own list.
    ...(state ? {} : { allowedOrigins: [`chrome-extension://${extensionId}`] }),
    onChange: saver.changed,
    onCode: ({ to, code }) => console.log(`To ${to}: your code is ${code}.`),
    onLink: ({ to, url }) => console.log(`To ${to}: your link is ${url}`),
  });
  defer(async () => {
    await clerk.close();
    await saver.idle();
    // Whoever stops it must hear of it if what they did is lost.
    if (data !== undefined) await saveState(data, clerk.state());
  });
  if (data !== undefined) await saveState(data, clerk.state());
  if (!state) {
    await plantSeed(createBackendClient(clerk), seed);
    await allowRedirectUrl(clerk, `https://${extensionId}.chromiumapp.org/clerk`);
  }
  await saver.idle();
  if (flags.env !== undefined) {
    const { remove } = await writeEnvFile(flags.env, clerk);
    defer(remove);
  }

  const passwordOf = (user: User) =>
    seed.users.find(
      ({ email, phone, username, password }) =>
        [email, phone, username].includes(identifierOf(user)) &&
        user.password &&
        verifyPassword(password, user.password),
    )?.password ?? null;
  console.log(
    summary(clerk, {
      users: [...clerk.state().users.values()].map((user) => ({
        identifier: identifierOf(user),
        password: passwordOf(user),
      })),
      data,
      env: flags.env,
    }),
  );
  console.log('Ready. To stop, press Ctrl-C.');
  await aborted(stopped);
  return 0;
}

/** Whom one can sign in as where nobody was named, by whatever identifies people here. */
function demoSeed({ emailAddress, phoneNumber, username }: Attributes): Seed {
  const { email, ...rest } = DEMO_USER;
  const user = {
    ...rest,
    ...(emailAddress === 'off' ? {} : { email }),
    ...(phoneNumber === 'off' ? {} : { phone: '+12015550100' }),
    ...(username === 'off' ? {} : { username: 'demo' }),
  };
  return { users: [user], organizations: [] };
}
