import { type ReactNode, useState } from 'react';
import { SITES_API } from '../config/env';
import { Button } from '../ui/button';
import { displayName } from '../ui/display-name';
import { CheckIcon } from '../ui/icons';
import { useSession } from '../ui/use-session';
import { ForgetDialog } from './forget-dialog';

/** What the extension keeps in this browser, and a way to be rid of it. */
export function StoredData() {
  const { snapshot } = useSession();
  const [asking, setAsking] = useState(false);
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
      <Button className="stored-data-forget" onClick={() => setAsking(true)}>
        Forget everything
      </Button>
      {asking && (
        <ForgetDialog
          signedIn={signedIn}
          onForgotten={() => setForgotten(true)}
          onClose={() => setAsking(false)}
        />
      )}
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
