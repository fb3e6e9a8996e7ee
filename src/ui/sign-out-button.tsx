import { t } from '../i18n/t';
import { Button } from './button';
import { client } from './client';
import { CallErrorNotice } from './error-notice';
import { SignOutIcon } from './icons';
import { useAction } from './use-action';

/** Signs out everywhere in this extension. Every page then shows it, by its session. */
export function SignOutButton() {
  const { run, busy, error } = useAction((signal) => client.call('auth.signOut', {}, { signal }));
  return (
    <>
      <Button variant="quiet" onClick={run} busy={busy}>
        {!busy && <SignOutIcon />}
        {t('signOut')}
      </Button>
      {error && <CallErrorNotice error={error} onRetry={run} retrying={busy} />}
    </>
  );
}
