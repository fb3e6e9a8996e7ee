import { useEffect, useRef } from 'react';
import { env, SITES_API } from '../config/env';
import { Button } from '../ui/button';
import { client } from '../ui/client';
import { CallErrorNotice } from '../ui/error-notice';
import { themeStore } from '../ui/theme';
import { useAction } from '../ui/use-action';
import { forgetDevice } from './forget';
import { revokeSites } from './sites';

/** Asks, and then signs out and empties what is kept here. Closing it stops what has not begun. */
export function ForgetDialog({
  signedIn,
  onForgotten,
  onClose,
}: {
  signedIn: boolean;
  onForgotten: () => void;
  /** It is closed: it must go, and with it what it was about to do. */
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const forgetHere = async (signal: AbortSignal) => {
    signal.throwIfAborted();
    await forgetDevice(chrome, async () => {
      // #region feature: sites
      if (SITES_API !== undefined) await revokeSites();
      // #endregion feature: sites
    });
    themeStore().choose('system');
    onForgotten();
    dialog.current?.close();
  };
  const everywhere = useAction(async (signal) => {
    // A person asks, who may have been told a moment ago that Clerk is away: it is asked all the same.
    await client.call('auth.refresh', {}, { signal });
    await client.call('auth.signOut', {}, { signal });
    await forgetHere(signal);
  });
  const hereOnly = useAction(forgetHere);
  const error = hereOnly.error ?? everywhere.error;
  return (
    <dialog ref={dialog} className="forget-dialog" aria-labelledby="forget-title" onClose={onClose}>
      <h2 id="forget-title">Forget everything?</h2>
      <p>
        {signedIn ? 'You are signed out, and this ' : 'This '}
        browser forgets all that is listed here. Your account itself stays.
      </p>
      {error && (
        <CallErrorNotice error={error}>
          <p>
            You can still forget everything on this device. Your session then ends at its own time.
            {/* #region feature: sync-host */}
            {env.syncHost && ` Signing out on ${new URL(env.syncHost).host} ends it at once.`}
            {/* #endregion feature: sync-host */}
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
  );
}
