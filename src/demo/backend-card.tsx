import { Button } from '../ui/button';
import { Card, Fact } from '../ui/card';
import { CallErrorNotice, ErrorNotice } from '../ui/error-notice';
import { type BackendOutcome, refusalText, useBackendCall } from './backend';

/** Calls a backend as an extension would, and shows what the backend makes of the token. */
export function BackendCard({ origin }: { origin: string | undefined }) {
  return (
    <Card title="Sample backend">
      {origin === undefined ? <NotConfigured /> : <BackendCall origin={origin} />}
    </Card>
  );
}

function NotConfigured() {
  return (
    <p className="muted">
      This build knows no backend. <code>npm run demo</code> brings one. For your own, set{' '}
      <code>VITE_API_ORIGIN</code> to its origin in <code>.env</code>, build again, and answer{' '}
      <code>GET /me</code> as <code>e2e/servers/sample-backend</code> does.
    </p>
  );
}

function BackendCall({ origin }: { origin: string }) {
  const { call, busy, outcome, error } = useBackendCall(origin);
  return (
    <div className="stack">
      <p className="muted">
        Sends the worker’s token to <code>{origin}/me</code>, which verifies it with{' '}
        <code>@clerk/backend</code>.
      </p>
      <Button onClick={call} busy={busy}>
        Call the sample backend
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
            Verified as <code>{outcome.sub}</code>
          </p>
          <dl className="facts">
            {outcome.sid && <Fact name="Session" value={outcome.sid} mono />}
            {outcome.org && <Fact name="Organisation" value={outcome.org.id} mono />}
            <Fact
              name="Asked by"
              value={outcome.azp ?? 'not named in this token'}
              mono={outcome.azp !== null}
            />
          </dl>
        </>
      );
    case 'signed-out':
      return <p>Nobody is signed in, so there is no token to send.</p>;
    case 'pending':
      return <p>One step of signing in is left, so there is no token to send yet.</p>;
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
            title: `Refused, because ${refusalText(outcome.reason)}`,
            advice:
              'Check that the backend trusts this Clerk application and this extension’s origin.',
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
            title: 'The backend did not answer',
            advice: `Check that it runs at ${origin} and lets ${location.origin} in, then try again.`,
            action: 'retry',
          }}
          onRetry={onRetry}
        />
      );
    case 'unreadable':
      return (
        <ErrorNotice
          copy={{
            title: 'The backend’s answer could not be read',
            advice: `It answered ${outcome.httpStatus}, but not as the sample backend does. Check that VITE_API_ORIGIN names the right one.`,
            action: 'retry',
          }}
          onRetry={onRetry}
        />
      );
    default:
      return null;
  }
}
