import { useCallback, useEffect, useRef, useState } from 'react';
import { type CallError, toCallError } from './client';

/**
 * Runs something asynchronous at a press of a button, one run at a time: a press during a run is
 * ignored.
 *
 * @param action receives a signal that is aborted when the component unmounts, and then what `run`
 * was called with.
 * @param about what the action would change. Once something else has changed it, no error is told of any more.
 * @returns `error`: what the last run rejected with, until the next begins.
 */
export function useAction<Args extends unknown[] = []>(
  action: (signal: AbortSignal, ...args: Args) => Promise<unknown>,
  about?: string | null,
): {
  run: (...args: Args) => void;
  busy: boolean;
  error: CallError | null;
} {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const [seen, setSeen] = useState(about);
  if (seen !== about) {
    setSeen(about);
    setError(null);
  }
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

  const run = useCallback(async (...args: Args) => {
    if (running.current) return;
    const controller = new AbortController();
    running.current = controller;
    setBusy(true);
    setError(null);
    let failure: CallError | null = null;
    try {
      await latestAction.current(controller.signal, ...args);
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
