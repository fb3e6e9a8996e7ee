import { type ReactNode, useRef, useState } from 'react';
import { SITES_API } from '../config/env';
import { Button } from '../ui/button';
import { client } from '../ui/client';
import { displayName } from '../ui/display-name';
import { CallErrorNotice } from '../ui/error-notice';
import { CheckIcon } from '../ui/icons';
import { themeStore } from '../ui/theme';
import { useAction } from '../ui/use-action';
import { useSession } from '../ui/use-session';
import { forgetDevice } from './forget';
import { revokeSites } from './sites';

/** What the extension keeps in this browser, and a way to be rid of it. */
export function StoredData() {
  const { snapshot } = useSession();
  const [forgotten, setForgotten] = useState(false);
  const signedIn = snapshot?.status === 'signed-in' || snapshot?.status === 'pending';
  return (
    <>
      <dl className="stored-data">
        <Kept name="Your sign-in">
          {signedIn
            ? `The key that keeps ${displayName(snapshot.user)} signed in, on this device.`
            : 'The key that names this browser when you sign in, on this device.'}
        </Kept>
        <Kept name="Your account">
          Name, email address, picture and organisations, and short-lived keys to it: in memory,
          until the browser closes.
        </Kept>
        <Kept name="Your settings">The theme.</Kept>
        {/* #region feature: sites */}
        {SITES_API !== undefined && <Kept name="Your sites">Those you have chosen.</Kept>}
        {/* #endregion feature: sites */}
      </dl>
      <Forget signedIn={signedIn} onForgotten={() => setForgotten(true)} />
      <p role="status" className="stored-data-done">
        {forgotten && (
          <>
            <CheckIcon /> Everything is forgotten.
          </>
        )}
      </p>
    </>
  );
}

function Kept({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="muted">{children}</dd>
    </div>
  );
}

function Forget({ signedIn, onForgotten }: { signedIn: boolean; onForgotten: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const forgetHere = async () => {
    await forgetDevice(chrome, async () => {
      // #region feature: sites
      if (SITES_API !== undefined) await revokeSites();
      // #endregion feature: sites
    });
    themeStore().choose('system');
    dialog.current?.close();
    onForgotten();
  };
  const everywhere = useAction(async (signal) => {
    // A person asks, who may have been told a moment ago that Clerk is away: it is asked all the same.
    await client.call('auth.refresh', {}, { signal });
    await client.call('auth.signOut', {}, { signal });
    await forgetHere();
  });
  const hereOnly = useAction(forgetHere);
  const error = hereOnly.error ?? everywhere.error;
  return (
    <>
      <Button className="stored-data-forget" onClick={() => dialog.current?.showModal()}>
        Forget everything
      </Button>
      <dialog ref={dialog} className="forget-dialog" aria-labelledby="forget-title">
        <h2 id="forget-title">Forget everything?</h2>
        <p>
          {signedIn ? 'You are signed out, and this ' : 'This '}
          browser forgets all that is listed here. Your account itself stays.
        </p>
        {error && (
          <CallErrorNotice error={error}>
            <p>
              You can still forget everything on this device. Your session then ends at its own
              time.
            </p>
            <Button onClick={hereOnly.run} busy={hereOnly.busy}>
              Forget on this device only
            </Button>
          </CallErrorNotice>
        )}
        <div className="forget-dialog-actions">
          <Button onClick={() => dialog.current?.close()}>Cancel</Button>
          <Button variant="danger" onClick={everywhere.run} busy={everywhere.busy}>
            Forget everything
          </Button>
        </div>
      </dialog>
    </>
  );
}
