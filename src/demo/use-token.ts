import { useCallback, useEffect, useRef, useState } from 'react';
import type { AccessToken, TokenRequest, TokenResult } from '../auth/access-token';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { type CallError, client, toCallError } from '../ui/client';

/** The last request for a token and its outcome. `elapsedMs` covers the whole round trip. */
export type TokenState =
  | { phase: 'idle' }
  | { phase: 'requesting' }
  | { phase: 'answered'; result: TokenResult; elapsedMs: number }
  | { phase: 'failed'; error: CallError; elapsedMs: number };

const IDLE: TokenState = { phase: 'idle' };

/**
 * Requests tokens from the worker. A second request cancels the first. `forgetToken` drops a
 * received token, this page's only copy of it; any other answer stays.
 */
export function useToken(): {
  state: TokenState;
  requestToken: (request: TokenRequest) => void;
  forgetToken: () => void;
} {
  const [state, setState] = useState(IDLE);
  const requesting = useRef<AbortController | null>(null);

  const forgetToken = useCallback(() => {
    setState((last) => (last.phase === 'answered' && last.result.status === 'ok' ? IDLE : last));
  }, []);

  const requestToken = useCallback(async (request: TokenRequest) => {
    requesting.current?.abort();
    const controller = new AbortController();
    requesting.current = controller;
    setState({ phase: 'requesting' });
    const startedAt = performance.now();
    let next: TokenState;
    try {
      const result = await client.call('auth.getToken', request, { signal: controller.signal });
      next = { phase: 'answered', result, elapsedMs: performance.now() - startedAt };
    } catch (thrown) {
      next = {
        phase: 'failed',
        error: toCallError(thrown),
        elapsedMs: performance.now() - startedAt,
      };
    }
    if (!controller.signal.aborted) setState(next);
  }, []);

  useEffect(() => () => requesting.current?.abort(), []);

  return { state, requestToken, forgetToken };
}

/**
 * Whether the token belongs to the session and organisation of the snapshot. While the
 * session is unknown the token gets the benefit of the doubt.
 */
export function isTokenOf(token: AccessToken, snapshot: SessionSnapshot | undefined): boolean {
  switch (snapshot?.status) {
    case undefined:
    case 'unavailable':
      return true;
    case 'signed-in':
      return (
        token.sessionId === snapshot.sessionId &&
        token.organizationId === (snapshot.organization?.id ?? null)
      );
    case 'pending':
    case 'signed-out':
      return false;
  }
}
