import { authError } from '../../auth/contract';
import type { RouteError } from '../../messaging/errors';
import { isCaptcha } from './errors';

/** Milliseconds after the second failure in a row; doubled with each further one, up to the last. */
const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 10_000;
/** Seconds: a longer `Retry-After` is not Clerk's, and would lock a person out. */
const MAX_RETRY_AFTER_S = 600;

/** What any other request would meet as well. A refusal concerns the one that was refused. */
const SHARED_CODES: readonly string[] = [
  'CLERK_UNREACHABLE',
  'CLERK_RATE_LIMITED',
  'MISCONFIGURED',
];

/** Keeps an ailing Clerk from being asked again and again. */
export type CoolDown = {
  /** What to answer instead of asking Clerk; `null` when Clerk may be asked. */
  error(): RouteError | null;
  /** Call when asking Clerk: returns what to call with the error if that fails. */
  begin(): (error: RouteError) => void;
  /** Clerk answered, or there is reason to think it would: it may be asked at once. */
  reset(): void;
};

/**
 * Starts with nothing remembered. A `Retry-After` is obeyed at once. Without one the first failure is
 * taken for a fluke and costs no wait; each further one in a row waits twice as long, less a random
 * part, so that many browsers do not come back in the same instant.
 *
 * @param now milliseconds by a clock that nobody sets: if the machine's were set back an hour, Clerk
 * would not be asked for as long.
 * @param random from 0 to 1.
 */
export function createCoolDown(
  now: () => number = () => performance.now(),
  random: () => number = Math.random,
): CoolDown {
  let failures = 0;
  let until = Number.NEGATIVE_INFINITY;
  let remembered: RouteError | null = null;

  return {
    error() {
      const left = until - now();
      if (!remembered || left <= 0) return null;
      return remembered.code === 'CLERK_RATE_LIMITED'
        ? rateLimited(Math.ceil(left / 1000), remembered)
        : remembered;
    },
    begin() {
      const before = failures;
      return (error) => {
        if (!SHARED_CODES.includes(error.code) && !isCaptcha(error)) return;
        const retryAfter = error.details?.retryAfterSeconds;
        // Requests that were under way together fail together, and are one failure.
        if (failures === before) failures += 1;
        const wait =
          typeof retryAfter === 'number'
            ? Math.min(Math.max(retryAfter, 0), MAX_RETRY_AFTER_S) * 1000
            : backoff(failures, random());
        if (now() + wait <= until) return;
        until = now() + wait;
        remembered = error;
      };
    },
    reset() {
      failures = 0;
      until = Number.NEGATIVE_INFINITY;
      remembered = null;
    },
  };
}

/** Milliseconds, half of it random, after so many failures in a row. */
function backoff(failures: number, random: number): number {
  if (failures <= 1) return 0;
  const full = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 2));
  return full * (1 - random / 2);
}

function rateLimited(retryAfterSeconds: number, cause: RouteError): RouteError {
  return authError('CLERK_RATE_LIMITED', cause.message, {
    retryable: true,
    cause,
    details: { retryAfterSeconds },
  });
}
