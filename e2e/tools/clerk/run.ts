/**
 * `npm run clerk [-- options]`: the embedded Clerk alone, until Ctrl-C. See `--help`.
 */

import { runScoped } from '../../../src/build/command/run-scoped';
import { DEMO_USER } from '../../servers/embedded-clerk/demo-user';
import { verifyPassword } from '../../servers/embedded-clerk/me/user/passwords';
import { startEmbeddedClerk } from '../../servers/embedded-clerk/start';
import {
  createSaver,
  DataFileError,
  loadState,
  saveState,
} from '../../servers/embedded-clerk/store/data-file';
import { findUserByEmail, primaryEmail } from '../../servers/embedded-clerk/store/queries';
import { aborted } from '../../support/browser/aborted';
import { parseFlags, USAGE } from './flags';
import { summary } from './summary';

await runScoped(async ({ stopped, defer }) => {
  const { mode, port, data, help } = parseFlags(process.argv.slice(2));
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const state = data === undefined ? null : await loadState(data);
  if (state && mode && state.mode !== mode) {
    throw new DataFileError(
      `${data} is of a ${state.mode} instance: leave --mode out, or choose another file.`,
    );
  }
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
    onChange: saver.changed,
    onCode: ({ email, code }) => console.log(`Mail to ${email}: your code is ${code}.`),
  });
  defer(async () => {
    await clerk.close();
    await saver.idle();
    // Whoever stops it must hear of it if what they did is lost.
    if (data !== undefined) await saveState(data, clerk.state());
  });
  if (!state) await clerk.control.addUser(DEMO_USER);
  if (data !== undefined) await saveState(data, clerk.state());

  const { users } = clerk.state();
  const first = findUserByEmail(clerk.state(), DEMO_USER.email);
  const isUnchanged = first?.password && verifyPassword(DEMO_USER.password, first.password);
  console.log(
    summary(clerk, {
      users: [...users.values()].map((user) => ({
        email: primaryEmail(user),
        password: user === first && isUnchanged ? DEMO_USER.password : null,
      })),
      data,
    }),
  );
  console.log('Ready. To stop, press Ctrl-C.');
  await aborted(stopped);
  return 0;
});
