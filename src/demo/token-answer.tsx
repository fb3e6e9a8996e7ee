import type { SessionSnapshot } from '../auth/session-snapshot';
import { CallErrorNotice } from '../ui/error-notice';
import { OpenSidePanelButton } from '../ui/open-side-panel-button';
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
          {state.result.status === 'pending' ? 'Finish signing in' : 'Sign in'}
        </OpenSidePanelButton>
      )}
      {state.phase === 'failed' && (
        <CallErrorNotice error={state.error} onRetry={onRetry}>
          <p className="muted">
            <code>{state.error.code}</code> after {milliseconds(state.elapsedMs)}
          </p>
        </CallErrorNotice>
      )}
    </div>
  );
}

function summary(state: TokenState, isTokenShown: boolean): string {
  switch (state.phase) {
    case 'idle':
      return 'Ask for a token and see what is in it.';
    case 'requesting':
      return 'Asking the worker…';
    case 'failed':
      return 'There is no token.';
    case 'answered':
      break;
  }
  const { result, elapsedMs } = state;
  switch (result.status) {
    case 'signed-out':
      return 'There is no token, for nobody is signed in. Sign in in the side panel, then ask again.';
    case 'pending':
      return 'There is no token yet: one step of signing in is left. Finish it in the side panel, then ask again.';
    case 'ok':
      if (!isTokenShown)
        return 'That token was for another session or organisation. Ask for a new one.';
      return result.token.source === 'vault'
        ? `From the worker’s memory, in ${milliseconds(elapsedMs)}.`
        : `Minted by Clerk for this request, in ${milliseconds(elapsedMs)}.`;
  }
}
