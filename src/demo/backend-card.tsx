import { t } from '../i18n/t';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { CallErrorNotice, ErrorNotice } from '../ui/error-notice';
import { tNodes } from '../ui/t-nodes';
import { type BackendOutcome, refusalText, useBackendCall } from './backend';
import { Fact } from './fact';

/** Calls a backend as an extension would, and shows what the backend makes of the token. */
export function BackendCard({ origin }: { origin: string | undefined }) {
  return (
    <Card title={t('demoBackend')}>
      {origin === undefined ? <NotConfigured /> : <BackendCall origin={origin} />}
    </Card>
  );
}

function NotConfigured() {
  return (
    <p className="muted">
      {tNodes('demoNoBackend', {
        demo: <code>{'npm run demo'}</code>,
        variable: <code>{'VITE_API_ORIGIN'}</code>,
        file: <code>{'.env'}</code>,
        route: <code>{'GET /me'}</code>,
        sample: <code>{'e2e/servers/sample-backend'}</code>,
      })}
    </p>
  );
}

function BackendCall({ origin }: { origin: string }) {
  const { call, busy, outcome, error } = useBackendCall(origin);
  return (
    <div className="stack">
      <p className="muted">
        {tNodes('demoBackendAbout', {
          url: <code>{`${origin}/me`}</code>,
          package: <code>{'@clerk/backend'}</code>,
        })}
      </p>
      <Button onClick={call} busy={busy}>
        {t('demoCallBackend')}
      </Button>
      <div role="status" className="stack">
        {outcome && <Outcome outcome={outcome} />}
      </div>
      {outcome && <BackendError outcome={outcome} origin={origin} onRetry={call} />}
      {error && <CallErrorNotice error={error} onRetry={call} retrying={busy} />}
    </div>
  );
}

function Outcome({ outcome }: { outcome: BackendOutcome }) {
  switch (outcome.verdict) {
    case 'verified':
      return (
        <>
          <p className="token-summary">
            {tNodes('demoVerifiedAs', { user: <code>{outcome.sub}</code> })}
          </p>
          <dl className="facts">
            {outcome.sid && <Fact name={t('demoSession')} value={outcome.sid} mono />}
            {outcome.org && <Fact name={t('organization')} value={outcome.org.id} mono />}
            <Fact
              name={t('demoAskedBy')}
              value={outcome.azp ?? t('demoNotNamed')}
              mono={outcome.azp !== null}
            />
          </dl>
        </>
      );
    case 'signed-out':
      return <p>{t('demoNothingToSend')}</p>;
    case 'pending':
      return <p>{t('demoNothingToSendYet')}</p>;
    default:
      return null;
  }
}

/** A failed verification, and what to do about it. */
function BackendError({
  outcome,
  origin,
  onRetry,
}: {
  outcome: BackendOutcome;
  origin: string;
  onRetry: () => void;
}) {
  switch (outcome.verdict) {
    case 'refused':
      return (
        <ErrorNotice
          copy={{
            title: t('demoRefused', { reason: refusalText(outcome.reason) }),
            advice: t('demoRefusedAdvice'),
            action: 'retry',
          }}
          onRetry={onRetry}
        >
          <p className="muted">
            <code>{outcome.reason}</code>
          </p>
        </ErrorNotice>
      );
    case 'unreachable':
      return (
        <ErrorNotice
          copy={{
            title: t('demoBackendSilent'),
            advice: t('demoBackendSilentAdvice', { origin, self: location.origin }),
            action: 'retry',
          }}
          onRetry={onRetry}
        />
      );
    case 'unreadable':
      return (
        <ErrorNotice
          copy={{
            title: t('demoBackendUnreadable'),
            advice: t('demoBackendUnreadableAdvice', { status: String(outcome.httpStatus) }),
            action: 'retry',
          }}
          onRetry={onRetry}
        />
      );
    default:
      return null;
  }
}
