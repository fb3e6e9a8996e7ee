import { currentSession } from '../../clerk/current-session';
import type { RouteError } from '../../messaging/errors';
import { unlessAborted } from '../../messaging/unless-aborted';
import { withTimeout } from '../session/timeout';
import type { ClerkClient, ClerkClientSource } from './client';
import type { Connectivity } from './connectivity';
import type { CoolDown } from './cool-down';
import { isUnknownClient, toAuthError, unreachable, withClock } from './errors';

/** Milliseconds Clerk has for one operation; less than any route's deadline, so that callers get a typed answer. */
const OPERATION_TIMEOUT_MS = 8_000;

/** What a step with the client is taken in. */
export type StepContext = {
  /** Aborted when the operation has no more time, or a change has begun. */
  signal: AbortSignal;
  /** Whether the client was built for it, and so is as it is at Clerk. */
  isNew: boolean;
  /** Throws if the network was away meanwhile: then the SDK reads no answer as an empty one. */
  requireOnline(): void;
};

type Step<T> = (clerk: ClerkClient, context: StepContext) => Promise<T>;

/**
 * Runs one step with the client, in time and with the network up from start to end. Rejects only with a
 * `RouteError` of the auth contract.
 *
 * A change (`mutate`) ends the other steps under way, for it needs the client to itself (see
 * createClerkTransport), and one request that hangs would hold it up for as long as it may take. A `load` is
 * then made anew, so that it tells what holds after the change; a `mint` rejects.
 *
 * @param withoutClient the outcome while there is no client, for which Clerk is not asked.
 */
export type RunOperation = <T>(
  operation: 'load' | 'mint' | 'mutate',
  step: Step<T>,
  withoutClient?: () => T,
) => Promise<T>;

/** What steps with the client have in common. The parameters are those of `createClerkGateway`. */
export function createOperations({
  source,
  connectivity,
  hasClient,
  heardAt,
  coolDown,
}: {
  source: ClerkClientSource;
  connectivity: Connectivity;
  hasClient: () => Promise<boolean>;
  heardAt: () => Promise<number | undefined>;
  coolDown: CoolDown;
}): RunOperation {
  let untilChange = new AbortController();

  async function runOnce<T>(
    operation: Parameters<RunOperation>[0],
    step: Step<T>,
    withoutClient: (() => T) | undefined,
    superseded: AbortSignal | null,
  ): Promise<T> {
    const stayedOnline = connectivity.watch();
    const online = () => connectivity.isOnline();
    const requireOnline = () => {
      if (!stayedOnline()) throw unreachable(online());
    };
    let failed = (_error: RouteError) => {};
    const attempt = async (inTime: AbortSignal): Promise<T> => {
      const signal = superseded ? AbortSignal.any([inTime, superseded]) : inTime;
      if (withoutClient && !(await hasClient())) return withoutClient();
      signal.throwIfAborted();
      requireOnline();
      const remembered = coolDown.error();
      if (remembered) throw remembered;
      failed = coolDown.begin();
      const isNew = source.isIdle();
      const clerk = await source.get().catch((error: unknown) => {
        throw toAuthError(error, 'load', online());
      });
      // Building cached a token in the SDK; clear it even if this call fails.
      if (isNew) stopSdkRefresh(clerk);
      if (isNew && !stayedOnline()) source.discard();
      // The caller was told that it failed, so it must not happen after all.
      signal.throwIfAborted();
      requireOnline();
      // The SDK takes its time over a request that was ended.
      const result = await unlessAborted(signal, step(clerk, { signal, isNew, requireOnline }));
      requireOnline();
      signal.throwIfAborted();
      coolDown.reset();
      return result;
    };
    try {
      return await withTimeout(OPERATION_TIMEOUT_MS, attempt, () => {
        // The SDK's methods for changes take no signal, and a request of theirs that hangs keeps every
        // sign-in waiting: only giving up the client ends it.
        if (operation === 'mutate') source.discard();
        else source.abandonBuild();
        return unreachable(online());
      });
    } catch (thrown) {
      // That is our doing and no failure of Clerk's.
      if (superseded?.aborted) throw unreachable(online());
      const error = await explain(toAuthError(thrown, operation, online()));
      if (isUnknownClient(error)) {
        source.discard();
        throw unreachable(true, error);
      }
      // A break of the network says nothing about Clerk.
      if (stayedOnline()) failed(error);
      throw error;
    }
  }

  /** With the clock as the cause of a silence that it may be to blame for. */
  async function explain(error: RouteError): Promise<RouteError> {
    if (error.code !== 'CLERK_UNREACHABLE') return error;
    return withClock(error, await heardAt().catch(() => undefined));
  }

  return async (operation, step, withoutClient) => {
    if (operation === 'mutate') {
      untilChange.abort();
      untilChange = new AbortController();
      return runOnce(operation, step, withoutClient, null);
    }
    for (;;) {
      const { signal: superseded } = untilChange;
      try {
        return await runOnce(operation, step, withoutClient, superseded);
      } catch (error) {
        if (operation !== 'load' || !superseded.aborted) throw error;
      }
    }
  };
}

/**
 * The SDK caches every token it sees and refreshes it by timer ahead of expiry, watched or not. The
 * vault is this worker's cache and renews for those who watch, so the SDK's is emptied.
 */
export function stopSdkRefresh(clerk: ClerkClient): void {
  currentSession(clerk.client)?.clearCache();
}
