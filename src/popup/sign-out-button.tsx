import { Button } from '../ui/button';
import { CallErrorNotice } from '../ui/call-error-notice';
import { client } from '../ui/client';
import { SignOutIcon } from '../ui/icons';
import { useAction } from '../ui/use-action';

/** Signs out everywhere in this extension. What follows shows in the session itself. */
export function SignOutButton() {
  const { run, busy, error } = useAction((signal) => client.call('auth.signOut', {}, { signal }));
  return (
    <>
      <Button look="quiet" onClick={run} busy={busy}>
        {!busy && <SignOutIcon />}
        Sign out
      </Button>
      {error && <CallErrorNotice error={error} onRetry={run} retrying={busy} />}
    </>
  );
}
