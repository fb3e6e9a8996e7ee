import type { KnownSession, SessionSnapshot } from '../../auth/session-snapshot';
import type { RouteError } from '../../messaging/errors';
import { unreachable } from '../clerk/errors';
import type { ClerkGateway, TokenScope } from '../clerk/gateway';
import { type Clock, systemClock } from './clock';
import { isStale } from './freshness';
import { identityOf, toUnavailable } from './snapshots';
import type { SessionStore } from './store';
import { createTokenVault, type VaultToken } from './token-vault';

/**
 * The session as this worker knows it, with its tokens. It changes only by a refresh (asking Clerk)
 * or a mutation (changing it at Clerk). Subscribers get every change once it is stored for the worker's
 * next life, so that no page is told what that life would not know.
 */
export type SessionCache = {
  /** The snapshot as it is now, without waiting: `unavailable` while there is none. */
  latest(): SessionSnapshot;
  /** The snapshot, unless a refresh or a mutation is owed or under way that could change it. */
  validSnapshot(): KnownSession | null;
  /** The snapshot, once the store of the last life was read. Asks nobody. */
  load(): Promise<KnownSession | null>;
  /** The snapshot after every refresh and mutation under way, whatever came of them. Asks nobody. */
  whenIdle(): Promise<KnownSession | null>;

  /**
   * Grows whenever the tokens so far must not be used any more: when somebody else is signed in, or
   * the same person elsewhere or with other permissions, before a mutation, and when the machine's
   * clock was set.
   */
  generation(): number;
  /** A token for this scope, expired or not; none while a mutation withholds them. */
  getToken(scope: TokenScope): VaultToken | undefined;
  /** Keeps a token, unless the generation it was asked for in has passed. */
  putToken(scope: TokenScope, token: VaultToken, generation: number): void;

  /**
   * Whether the snapshot may be wrong: a refresh was asked for, or a mutation begun, and nothing that
   * Clerk has said since then settles it.
   */
  isInvalidated(): boolean;
  /**
   * Asks Clerk, by a request that begins after this call, so that a change made just before it is
   * seen. Rejects with the gateway's error, and then the snapshot stays as it is.
   */
  refresh(): Promise<KnownSession>;
  /** Joins a refresh under way or begins one, for those who need an answer and not a newer one. */
  joinRefresh(): Promise<KnownSession>;
  /**
   * Runs a change that this worker makes at Clerk. The snapshot is invalidated, and that is stored,
   * before the change begins, so that a worker that dies over it asks Clerk in its next life. Tokens
   * being minted are dropped, and whoever waits for the session waits for the change too.
   *
   * @param change resolves to the session it has led to, which is committed, or to `null` if Clerk's
   * answer does not say. Then, and when it rejects, the snapshot stays invalidated.
   * @param options.withholdTokens whether the change ends the session: no token is used before it is
   * over, nor by a next life before Clerk has said that the session lives.
   * @returns what was committed; `null` also when another change was under way or was reported
   * meanwhile, which may be the later one at Clerk. Only the end of a session is committed even then.
   */
  mutate(
    change: () => Promise<KnownSession | null>,
    options: { withholdTokens: boolean },
  ): Promise<KnownSession | null>;

  /**
   * Calls back with each change. With `replay`, first with the snapshot there is, which is refreshed
   * when it is old or missing; without, nobody is asked anything. Returns the way to unsubscribe.
   */
  subscribe(
    listener: (snapshot: SessionSnapshot) => void,
    options: { replay: boolean },
  ): () => void;
  /** Calls back when somebody else is signed in, or the same person elsewhere or otherwise. */
  onIdentityChange(listener: () => void): void;
};

/** Starts from what the store kept of the worker's last life. */
export function createSessionCache(
  gateway: Pick<ClerkGateway, 'readSession'>,
  store: SessionStore,
  clock: Clock = systemClock,
): SessionCache {
  const { now } = clock;
  let cached: KnownSession | null = null;
  let unavailable = toUnavailable(unreachable(true), now());
  const vault = createTokenVault(clock);
  /** Counts commits, so that a refresh knows what happened while Clerk was answering it. */
  let revision = 0;
  let invalidated = false;
  /** Counts invalidations, so that one is settled only by an answer to a later request. */
  let invalidations = 0;
  let running: Promise<KnownSession> | null = null;
  let queued: Promise<KnownSession> | null = null;
  const mutations = new Set<Promise<unknown>>();
  const subscribers = new Set<(snapshot: SessionSnapshot) => void>();
  const identityListeners = new Set<() => void>();

  const loaded = store.load().then((stored) => {
    if (!stored || cached) return;
    cached = stored.snapshot;
    vault.restore(stored);
    const wasUnknown = invalidated && !stored.invalidated;
    invalidated ||= stored.invalidated;
    if (wasUnknown) void save();
  });

  const latest = (): SessionSnapshot => cached ?? unavailable;
  const publish = () => {
    for (const subscriber of subscribers) subscriber(latest());
  };

  async function save(): Promise<void> {
    if (!cached) return;
    await store.save({ snapshot: cached, invalidated, ...vault.contents() });
  }

  /** Takes over an outcome that Clerk has confirmed. */
  async function commit(next: KnownSession): Promise<void> {
    const isChange = cached === null || identityOf(cached) !== identityOf(next);
    if (isChange) vault.clear();
    cached = next;
    revision += 1;
    await save();
    publish();
    if (isChange) for (const listener of identityListeners) listener();
  }

  async function readAndCommit(): Promise<KnownSession> {
    await loaded;
    for (;;) {
      const before = revision;
      const asOf = invalidations;
      const snapshot = await gateway.readSession().catch((error: RouteError) => {
        unavailable = toUnavailable(error, now());
        if (!cached) publish();
        throw error;
      });
      // Something newer was committed while Clerk was answering (a sign-out, say): ask again.
      if (revision !== before) continue;
      // A change that was reported or begun meanwhile may be missing from this answer.
      if (invalidations === asOf && mutations.size === 0) invalidated = false;
      await commit(snapshot);
      // And again if that happened while this was being stored.
      if (revision === before + 1) return snapshot;
    }
  }

  function invalidate(): void {
    invalidations += 1;
    if (invalidated) return;
    invalidated = true;
    void save();
  }

  async function runMutation(
    change: () => Promise<KnownSession | null>,
    options: { withholdTokens: boolean },
  ): Promise<KnownSession | null> {
    const isAlone = mutations.size === 0;
    await loaded;
    invalidations += 1;
    const asOf = invalidations;
    invalidated = true;
    vault.beginGeneration();
    const release = options.withholdTokens ? vault.withhold() : noop;
    try {
      await save();
      const outcome = await change();
      const isNewest = isAlone && invalidations === asOf;
      if (!outcome || !(isNewest || options.withholdTokens)) return null;
      if (invalidations === asOf) invalidated = false;
      await commit(outcome);
      return outcome;
    } finally {
      release();
    }
  }

  function refresh(): Promise<KnownSession> {
    invalidate();
    if (running) {
      queued ??= running.then(noop, noop).then(() => {
        queued = null;
        return refresh();
      });
      return queued;
    }
    running = readAndCommit().finally(() => {
      running = null;
    });
    return running;
  }

  const joinRefresh = () => queued ?? running ?? refresh();

  return {
    latest,
    validSnapshot: () => (running || queued || mutations.size > 0 || invalidated ? null : cached),
    load: () => loaded.then(() => cached),
    async whenIdle() {
      await loaded;
      while (running || queued || mutations.size > 0) {
        await Promise.allSettled([running, queued, ...mutations]);
      }
      return cached;
    },
    generation: vault.generation,
    getToken: vault.get,
    putToken(scope, token, generation) {
      if (vault.put(scope, token, generation)) void save();
    },
    isInvalidated: () => invalidated,
    refresh,
    joinRefresh,
    mutate(change, options) {
      const mutation = runMutation(change, options).finally(() => {
        mutations.delete(mutation);
      });
      mutations.add(mutation);
      return mutation;
    },
    subscribe(listener, { replay }) {
      subscribers.add(listener);
      const start = () => {
        if (!subscribers.has(listener)) return;
        if (cached) listener(cached);
        if (!cached || invalidated || isStale(cached, now())) void joinRefresh().catch(noop);
      };
      if (replay) void loaded.then(start);
      return () => subscribers.delete(listener);
    },
    onIdentityChange: (listener) => void identityListeners.add(listener),
  };
}

function noop(): void {}
