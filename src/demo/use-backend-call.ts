import { useState } from 'react';
import type { CallError } from '../ui/call-error';
import { client } from '../ui/client';
import { useAction } from '../ui/use-action';
import { type BackendVerdict, callBackend } from './call-backend';

/** What came of the last press: the backend's verdict, or why there was no token to send. */
export type BackendOutcome = BackendVerdict | { verdict: 'signed-out' } | { verdict: 'pending' };

/**
 * Calls the backend at `origin` with a token of the worker, when told to.
 *
 * @returns `outcome`: of the last call that ended, `null` while there is none. `error`: the worker's,
 * which gave no token.
 */
export function useBackendCall(origin: string): {
  call: () => void;
  busy: boolean;
  outcome: BackendOutcome | null;
  error: CallError | null;
} {
  const [outcome, setOutcome] = useState<BackendOutcome | null>(null);
  const { run, busy, error } = useAction(async (signal) => {
    setOutcome(null);
    const result = await client.call('auth.getToken', {}, { signal });
    setOutcome(
      result.status === 'ok'
        ? await callBackend(origin, result.token.jwt, signal)
        : { verdict: result.status },
    );
  });
  return { call: run, busy, outcome, error };
}
