import { Button } from '../ui/button';
import { client } from '../ui/client';
import { CallErrorNotice } from '../ui/error-notice';
import { SignOutIcon } from '../ui/icons';
import { useAction } from '../ui/use-action';

/** Signs out everywhere in this extension. What follows shows in the session itself. */
export function SignOutButton() {
  const { run, busy, error } = useAction((signal) => client.call('auth.signOut', {}, { signal }));
  return (
    <>
      <Button variant="quiet" onClick={run} busy={busy}>
        {!busy && <SignOutIcon />}
        Sign out
      </Button>
      {error && <CallErrorNotice error={error} onRetry={run} retrying={busy} />}
    </>
  );
}
