import { EXTENSION_KEY } from '../../../manifest.config';
import type { Scope } from '../../../src/build/command/run-scoped';
import { extensionIdOf } from '../../../src/build/release/extension-id';
import { DEMO_USER } from '../../servers/embedded-clerk/demo-user';
import { verifyPassword } from '../../servers/embedded-clerk/me/user/passwords';
import { startEmbeddedClerk } from '../../servers/embedded-clerk/start';
import {
  createSaver,
  DataFileError,
  loadState,
  saveState,
} from '../../servers/embedded-clerk/store/data-file';
import type { User } from '../../servers/embedded-clerk/store/model';
import { identifierOf } from '../../servers/embedded-clerk/store/queries';
import { aborted } from '../../support/browser/aborted';
import { createBackendClient } from '../../support/clerk/backend-client';
import { plantSeed, readSeed } from '../../support/clerk/seed';
import { writeEnvFile } from './env-file';
import type { Flags } from './flags';
import { summary } from './summary';

const DEMO_SEED = { users: [DEMO_USER], organizations: [] };

/** Serves the embedded Clerk alone until it is stopped, and resolves to the exit code. */
export async function serve({ stopped, defer }: Scope, flags: Flags): Promise<number> {
  const { mode, port, data } = flags;
  const state = data === undefined ? null : await loadState(data);
  if (state && mode && state.mode !== mode) {
    throw new DataFileError(
      `${data} is of a ${state.mode} instance: leave --mode out, or choose another file.`,
    );
  }
  const seed = flags.seed === undefined ? DEMO_SEED : await readSeed(flags.seed);
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
    // As `npm run build` makes it; the state of an earlier run keeps its own list.
    ...(state ? {} : { allowedOrigins: [`chrome-extension://${extensionIdOf(EXTENSION_KEY)}`] }),
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
  if (!state) await plantSeed(createBackendClient(clerk), seed);
  await saver.idle();
  if (flags.latencyMs > 0) {
    const effect = { kind: 'latency', ms: flags.latencyMs } as const;
    clerk.control.faults.add({ route: '* /**', effect });
  }
  if (flags.env !== undefined) {
    const { remove } = await writeEnvFile(flags.env, clerk);
    defer(remove);
  }

  const passwordOf = (user: User) =>
    seed.users.find(
      ({ email, password }) =>
        email === identifierOf(user) && user.password && verifyPassword(password, user.password),
    )?.password ?? null;
  console.log(
    summary(clerk, {
      users: [...clerk.state().users.values()].map((user) => ({
        email: identifierOf(user),
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
