import type { TokenRequest, TokenResult } from '../../auth/access-token';
import { RouteError } from '../../messaging/errors';
import { type Clock, systemClock } from './clock';
import { RENEW_AHEAD_SECONDS, renewIn, retryIn } from './freshness';
import type { MaybePromise } from './get-token';

/** An hour: a timer of more than 24.8 days overflows and fires at once. */
const MAX_WAIT_MS = 3_600_000;

/**
 * Between requests that Clerk refuses. Slow, because the same request is likely to be refused again;
 * not never, because a refusal can pass, and nothing else finds out that the session was revoked.
 */
const REFUSED_WAIT_MS = 60_000;

/** Keeps the session's own token ahead of its expiry for as long as a page watches. */
export type TokenRenewer = {
  /** A page came to watch. */
  acquire(): void;
  /** A page left; with the last one every timer goes, and nothing is fetched any more. */
  release(): void;
  /** Something changed (session, network): whatever was being waited for, check now. */
  reschedule(): void;
};

/**
 * Asks for a token that lives a while yet; the service answers from its cache or mints. Only the
 * session's own token is renewed: tokens from templates are minted when asked for.
 *
 * @param service the session service, and whether its cache is invalidated.
 */
export function createTokenRenewer(
  service: {
    getToken(request: TokenRequest): MaybePromise<TokenResult>;
    isInvalidated(): boolean;
  },
  { now }: Pick<Clock, 'now'> = systemClock,
): TokenRenewer {
  let watchers = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  /** Counts rounds, so that one overtaken by a newer one ends without a trace. */
  let round = 0;

  async function renew(): Promise<void> {
    clearTimeout(timer);
    round += 1;
    const mine = round;
    if (watchers === 0) return;
    const wait = await ask();
    if (mine === round && wait !== null) timer = setTimeout(() => void renew(), wait);
  }

  /** Milliseconds until the next round; `null` when only a reschedule can change anything. */
  async function ask(): Promise<number | null> {
    try {
      return afterAnswer(await service.getToken({ minTtlSeconds: RENEW_AHEAD_SECONDS }));
    } catch (error) {
      return afterFailure(error);
    }
  }

  function afterAnswer(result: TokenResult): number | null {
    if (service.isInvalidated()) return retryIn(failures++);
    failures = 0;
    return result.status === 'ok' ? renewIn(result.token, now()) : null;
  }

  function afterFailure(error: unknown): number {
    if (!(error instanceof RouteError) || !error.retryable) return REFUSED_WAIT_MS;
    const asked = error.details?.retryAfterSeconds;
    const wait = Math.max(retryIn(failures++), typeof asked === 'number' ? asked * 1000 : 0);
    return Math.min(wait, MAX_WAIT_MS);
  }

  return {
    acquire() {
      watchers += 1;
      if (watchers === 1) void renew();
    },
    release() {
      watchers -= 1;
      if (watchers === 0) void renew();
    },
    reschedule() {
      failures = 0;
      void renew();
    },
  };
}
