import { type ReactNode, useState } from 'react';
import { accountsIn } from '../auth/session-snapshot';
import { SITES_API } from '../config/env';
import { t } from '../i18n/t';
import { Button } from '../ui/button';
import { displayName } from '../ui/display-name';
import { CheckIcon } from '../ui/icons';
import { useSession } from '../ui/use-session';
import { ForgetDialog } from './forget-dialog';

/** What the extension keeps in this browser, and a way to be rid of it. */
export function StoredData() {
  const { snapshot } = useSession();
  // A question each time, for the one before may have been closed and not have said so yet.
  const [asked, setAsked] = useState(0);
  const [closed, setClosed] = useState(0);
  const [forgotten, setForgotten] = useState(false);
  const signedIn = snapshot?.status === 'signed-in' || snapshot?.status === 'pending';
  return (
    <>
      <dl className="stored-data">
        <Kept name={t('keptSignIn')}>
          {signedIn
            ? t('keptSignInOf', { name: displayName(snapshot.user) })
            : t('keptSignInNobody')}
        </Kept>
        <Kept name={t('keptAccount')}>{t('keptAccountAbout')}</Kept>
        <Kept name={t('keptSettings')}>
          {t('keptTheme')}
          {/* #region feature: languages */} {t('languagesKept')}
          {/* #endregion feature: languages */}
        </Kept>
        {/* #region feature: sites */}
        {SITES_API !== undefined && <Kept name={t('sitesKept')}>{t('sitesKeptAbout')}</Kept>}
        {/* #endregion feature: sites */}
      </dl>
      <Button className="stored-data-forget" onClick={() => setAsked(asked + 1)}>
        {t('forgetEverything')}
      </Button>
      {asked > closed && (
        <ForgetDialog
          key={asked}
          accounts={accountsIn(snapshot)}
          onForgotten={() => setForgotten(true)}
          onClose={() => setClosed(asked)}
        />
      )}
      <p role="status" className="stored-data-done">
        {forgotten && (
          <>
            <CheckIcon /> {t('forgetDone')}
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
