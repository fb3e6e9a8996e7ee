import { useEffect, useState } from 'react';
import { env } from '../config/env';
import { t } from '../i18n/t';
import { SessionBadge } from '../ui/badge';
import { Card } from '../ui/card';
import { Mark, PanelIcon } from '../ui/icons';
import { OpenSidePanelButton } from '../ui/open-side-panel-button';
import { tNodes } from '../ui/t-nodes';
import { useSession } from '../ui/use-session';
import { BackendCard } from './backend-card';
import { EventLog } from './event-log';
import { SessionDetails } from './session-details';
import { TokenAnswer } from './token-answer';
import { TokenOptions } from './token-options';
import { NO_OPTIONS, toTokenRequest } from './token-request';
import { useToken } from './use-token';
import './demo.css';

const WORKER_INTERNALS = 'chrome://serviceworker-internals';

/** Shows the background worker at work: a token on request, and the session as it changes. */
export function Demo() {
  const { snapshot, error } = useSession();
  const { state, requestToken, forgetToken } = useToken();
  const [options, setOptions] = useState(NO_OPTIONS);
  const organization = snapshot?.status === 'signed-in' ? snapshot.organization : null;
  // A verdict belongs to one session's token: another session starts with an empty card.
  const sessionKey =
    snapshot?.status === 'signed-in' ? `${snapshot.sessionId} ${organization?.id}` : 'nobody';
  const signedOut = snapshot?.status === 'signed-out';

  // A page must not keep a token longer than the session it belongs to.
  useEffect(() => {
    if (signedOut) forgetToken();
  }, [signedOut, forgetToken]);

  return (
    <div className="demo">
      <header className="demo-header">
        <Mark size={40} />
        <div className="demo-title">
          <h1>{t('demoTitle')}</h1>
          <p className="muted">{t('demoAbout')}</p>
        </div>
        <OpenSidePanelButton>
          <PanelIcon />
          {t('openSidePanel')}
        </OpenSidePanelButton>
      </header>
      <main className="demo-main">
        <div className="demo-column">
          <Card title={t('demoToken')}>
            <TokenOptions
              options={options}
              onChange={setOptions}
              organization={organization}
              busy={state.phase === 'requesting'}
              onSubmit={() => requestToken(toTokenRequest(options, organization))}
            />
            <TokenAnswer
              state={state}
              snapshot={snapshot}
              onRetry={() => requestToken(toTokenRequest(options, organization))}
            />
          </Card>
        </div>
        <div className="demo-column">
          <Card title={t('demoSession')} aside={<SessionBadge snapshot={snapshot} />}>
            <SessionDetails snapshot={snapshot} error={error} />
          </Card>
          <BackendCard key={sessionKey} origin={env.apiOrigin} />
          <Card title={t('demoEvents')}>
            <EventLog />
          </Card>
          <Card title={t('demoBreak')}>
            <p className="muted">
              {tNodes('demoBreakAbout', { url: <code>{WORKER_INTERNALS}</code> })}
            </p>
          </Card>
        </div>
      </main>
    </div>
  );
}
