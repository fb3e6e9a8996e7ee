import { useEffect, useRef } from 'react';
import { env, SITES_API } from '../config/env';
import { t } from '../i18n/t';
import { Button } from '../ui/button';
import { client } from '../ui/client';
import { CallErrorNotice } from '../ui/error-notice';
// #region feature: languages
import { languageStore } from '../ui/language';
// #endregion feature: languages
import { themeStore } from '../ui/theme';
import { useAction } from '../ui/use-action';
import { forgetDevice } from './forget';
import { revokeSites } from './sites';

/** Asks, and then signs out and empties what is kept here. Closing it stops what has not begun. */
export function ForgetDialog({
  accounts,
  onForgotten,
  onClose,
}: {
  /** How many accounts are signed in. */
  accounts: number;
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
    // #region feature: languages
    languageStore().choose('chrome');
    // #endregion feature: languages
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
      <h2 id="forget-title">{t('forgetQuestion')}</h2>
      <p>{t(whatHappens(accounts))}</p>
      {error && (
        <CallErrorNotice error={error}>
          <p>
            {t('forgetStillHere')}
            {/* #region feature: sync-host */}
            {env.syncHost && ` ${t('syncHostForgetEnds', { host: new URL(env.syncHost).host })}`}
            {/* #endregion feature: sync-host */}
          </p>
          <Button onClick={hereOnly.run} busy={hereOnly.busy}>
            {t('forgetHereOnly')}
          </Button>
        </CallErrorNotice>
      )}
      <div className="forget-dialog-actions">
        <Button onClick={() => dialog.current?.close()}>{t('cancel')}</Button>
        <Button variant="danger" onClick={everywhere.run} busy={everywhere.busy}>
          {t('forgetEverything')}
        </Button>
      </div>
    </dialog>
  );
}

/** What forgetting means to somebody with so many accounts. */
function whatHappens(accounts: number) {
  if (accounts === 0) return 'forgetSignedOut';
  return accounts === 1 ? 'forgetSignedIn' : 'forgetSignedInToSeveral';
}
