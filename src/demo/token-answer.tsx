import type { SessionSnapshot } from '../auth/session-snapshot';
import { t } from '../i18n/t';
import { causeIn } from '../ui/cause-copy';
import { CallErrorNotice } from '../ui/error-notice';
import { OpenSidePanelButton } from '../ui/open-side-panel-button';
import { tNodes } from '../ui/t-nodes';
import { milliseconds } from './format';
import { TokenDetails } from './token-details';
import { isTokenOf, type TokenState } from './use-token';
import './token-answer.css';

/** The outcome of the last request. A token is shown only while its session is the current one. */
export function TokenAnswer({
  state,
  snapshot,
  onRetry,
}: {
  state: TokenState;
  snapshot: SessionSnapshot | undefined;
  onRetry: () => void;
}) {
  const token =
    state.phase === 'answered' && state.result.status === 'ok' ? state.result.token : null;
  const shown = token && isTokenOf(token, snapshot) ? token : null;
  return (
    <div className="token-answer">
      <p role="status" className={shown ? 'token-summary' : 'muted'}>
        {summary(state, shown !== null)}
      </p>
      {shown && <TokenDetails token={shown} />}
      {state.phase === 'answered' && state.result.status !== 'ok' && (
        <OpenSidePanelButton variant="primary">
          {t(state.result.status === 'pending' ? 'finishSigningIn' : 'signIn')}
        </OpenSidePanelButton>
      )}
      {state.phase === 'failed' && (
        <CallErrorNotice error={state.error} onRetry={onRetry}>
          {state.error.code === 'CLERK_REJECTED' && causeIn(state.error.details) === undefined && (
            <p>{t('demoRejectedAdvice')}</p>
          )}
          <p className="muted">
            {tNodes('demoFailedAfter', {
              code: <code>{state.error.code}</code>,
              time: milliseconds(state.elapsedMs),
            })}
          </p>
        </CallErrorNotice>
      )}
    </div>
  );
}

function summary(state: TokenState, isTokenShown: boolean): string {
  switch (state.phase) {
    case 'idle':
      return t('demoIdle');
    case 'requesting':
      return t('demoAsking');
    case 'failed':
      return t('demoNoToken');
    case 'answered':
      break;
  }
  const { result, elapsedMs } = state;
  switch (result.status) {
    case 'signed-out':
      return t('demoNoTokenSignedOut');
    case 'pending':
      return t('demoNoTokenPending');
    case 'ok':
      if (!isTokenShown) return t('demoOtherToken');
      return t(result.token.source === 'vault' ? 'demoFromMemory' : 'demoMinted', {
        time: milliseconds(elapsedMs),
      });
  }
}
