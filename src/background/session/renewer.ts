import type { TokenRequest, TokenResult } from '../../auth/access-token';
import { RouteError } from '../../messaging/errors';
import { RENEW_AHEAD_SECONDS, renewIn, retryIn } from './freshness';

/** An hour: what is above 24.8 days overflows a timer, which then fires at once. */
const MAX_WAIT_MS = 3_600_000;

/** Keeps the session's own token ahead of its expiry for as long as somebody watches. */
export type KeepWarm = {
  /** A page came to watch. */
  enter(): void;
  /** A page left; with the last one every timer goes, and nothing is fetched any more. */
  leave(): void;
  /** Something changed (session, network): whatever was being waited for, look now. */
  nudge(): void;
};

/**
 * Asks for a token that lives a while yet; the service answers from its vault or mints. Only the
 * session's own token is kept so: tokens from templates are minted when asked for.
 *
 * @param service the session service, and whether a look of its is overdue.
 * @param now epoch milliseconds.
 */
export function createKeepWarm(
  service: {
    getToken(request: TokenRequest): Promise<TokenResult>;
    isOverdue(): boolean;
  },
  now: () => number = Date.now,
): KeepWarm {
  let watchers = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  /** Counts rounds, so that one overtaken by a nudge or a leave ends without a trace. */
  let round = 0;

  async function tick(): Promise<void> {
    clearTimeout(timer);
    round += 1;
    const mine = round;
    if (watchers === 0) return;
    const wait = await service
      .getToken({ minTtlSeconds: RENEW_AHEAD_SECONDS })
      .then(afterAnswer, afterFailure);
    if (mine === round && wait !== null) timer = setTimeout(() => void tick(), wait);
  }

  /** Milliseconds until the next round; `null` when only a nudge can change anything. */
  function afterAnswer(result: TokenResult): number | null {
    if (service.isOverdue()) return retryIn(failures++);
    failures = 0;
    return result.status === 'ok' ? renewIn(result.token, now()) : null;
  }

  function afterFailure(error: unknown): number | null {
    if (!(error instanceof RouteError) || !error.retryable) return null;
    const asked = error.details?.retryAfterSeconds;
    const wait = Math.max(retryIn(failures++), typeof asked === 'number' ? asked * 1000 : 0);
    return Math.min(wait, MAX_WAIT_MS);
  }

  return {
    enter() {
      watchers += 1;
      if (watchers === 1) void tick();
    },
    leave() {
      watchers -= 1;
      if (watchers === 0) void tick();
    },
    nudge() {
      failures = 0;
      void tick();
    },
  };
}
