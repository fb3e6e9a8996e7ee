import { useCallback, useEffect, useRef, useState } from 'react';
import { type CallError, toCallError } from './client';

/**
 * Runs something asynchronous at a press of a button, one run at a time.
 *
 * @param action given a signal that is aborted when the component goes away.
 * @returns `error`: what the last run rejected with, until the next begins.
 */
export function useAction(action: (signal: AbortSignal) => Promise<unknown>): {
  run: () => void;
  busy: boolean;
  error: CallError | null;
} {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const running = useRef<AbortController | null>(null);
  const latestAction = useRef(action);
  useEffect(() => {
    latestAction.current = action;
  });

  useEffect(
    () => () => {
      running.current?.abort();
      running.current = null;
    },
    [],
  );

  const run = useCallback(async () => {
    if (running.current) return;
    const controller = new AbortController();
    running.current = controller;
    setBusy(true);
    setError(null);
    let failure: CallError | null = null;
    try {
      await latestAction.current(controller.signal);
    } catch (thrown) {
      failure = toCallError(thrown);
    }
    if (running.current !== controller) return;
    running.current = null;
    setBusy(false);
    setError(failure);
  }, []);

  return { run, busy, error };
}
