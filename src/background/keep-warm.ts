import type { TokenRequest, TokenResult } from '../auth/access-token';
import { RENEW_AHEAD_SECONDS, renewIn, retryIn } from './freshness';

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
 * @param getToken the session service's.
 * @param now epoch milliseconds.
 */
export function createKeepWarm(
  getToken: (request: TokenRequest) => Promise<TokenResult>,
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
    const wait = await getToken({ minTtlSeconds: RENEW_AHEAD_SECONDS }).then(
      (result) => {
        failures = 0;
        return result.status === 'ok' ? renewIn(result.token, now()) : null;
      },
      () => retryIn(failures++),
    );
    if (mine === round && wait !== null) timer = setTimeout(() => void tick(), wait);
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
