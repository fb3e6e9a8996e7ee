import { accountsIn } from '../auth/session-snapshot';
import { t } from '../i18n/t';
import { Button } from './button';
import { client } from './client';
import { CallErrorNotice } from './error-notice';
import { SignOutIcon } from './icons';
import { useAction } from './use-action';
import { useSession } from './use-session';

/**
 * Signs every account in this browser out, and says so where there are several; Clerk's menu in the panel
 * signs out one. Every page then shows it, by its session.
 */
export function SignOutButton() {
  const { snapshot } = useSession();
  const { run, busy, error } = useAction((signal) => client.call('auth.signOut', {}, { signal }));
  return (
    <>
      <Button variant="quiet" onClick={run} busy={busy}>
        {!busy && <SignOutIcon />}
        {t(accountsIn(snapshot) > 1 ? 'signOutOfAll' : 'signOut')}
      </Button>
      {error && <CallErrorNotice error={error} onRetry={run} retrying={busy} />}
    </>
  );
}
