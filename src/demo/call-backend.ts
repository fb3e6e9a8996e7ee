import * as z from 'zod/mini';
import { BackendAnswer } from './backend-answer';

/** How long a backend may take before it counts as silent, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * What came of a call. `unreachable`: no answer, for one of several reasons that a browser does not tell
 * apart (nothing listens there, or it does not let this origin in). `unreadable`: an answer that is not
 * one of the sample backend's.
 */
export type BackendVerdict =
  | BackendAnswer
  | { verdict: 'unreachable' }
  | { verdict: 'unreadable'; httpStatus: number };

/**
 * Asks the backend at `origin` whom `jwt` speaks for. Rejects only when `signal` is aborted. The token
 * goes into the `Authorization` header and nowhere else.
 */
export async function callBackend(
  origin: string,
  jwt: string,
  signal: AbortSignal,
): Promise<BackendVerdict> {
  try {
    const response = await fetch(`${origin}/me`, {
      headers: { authorization: `Bearer ${jwt}` },
      credentials: 'omit',
      cache: 'no-store',
      // Another host has no business with the token.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    const answer = z.safeParse(BackendAnswer, await response.json().catch(() => null));
    const isConsistent = answer.success && response.ok === (answer.data.verdict === 'verified');
    return isConsistent ? answer.data : { verdict: 'unreadable', httpStatus: response.status };
  } catch {
    signal.throwIfAborted();
    return { verdict: 'unreachable' };
  }
}
