import { useCallback, useEffect, useRef, useState } from 'react';
import type { TokenRequest, TokenResult } from '../auth/access-token';
import { type CallError, toCallError } from '../ui/call-error';
import { client } from '../ui/client';

/** The last ask for a token and what came of it. `elapsedMs` is the whole way there and back. */
export type TokenState =
  | { phase: 'idle' }
  | { phase: 'asking' }
  | { phase: 'answered'; result: TokenResult; elapsedMs: number }
  | { phase: 'failed'; error: CallError; elapsedMs: number };

const IDLE: TokenState = { phase: 'idle' };

/**
 * Asks the worker for a token when told to. A second ask cancels the first; `forgetToken` drops
 * an answer that is a token, this page's only copy of it. Any other answer still holds.
 */
export function useToken(): {
  state: TokenState;
  ask: (request: TokenRequest) => void;
  forgetToken: () => void;
} {
  const [state, setState] = useState(IDLE);
  const asking = useRef<AbortController | null>(null);

  const forgetToken = useCallback(() => {
    setState((last) => (last.phase === 'answered' && last.result.status === 'ok' ? IDLE : last));
  }, []);

  const ask = useCallback(async (request: TokenRequest) => {
    asking.current?.abort();
    const controller = new AbortController();
    asking.current = controller;
    setState({ phase: 'asking' });
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

  useEffect(() => () => asking.current?.abort(), []);

  return { state, ask, forgetToken };
}
