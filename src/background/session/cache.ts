import type { KnownSession, SessionSnapshot } from '../../auth/session-snapshot';
import type { RouteError } from '../../messaging/errors';
import type { ClerkGateway, TokenScope } from '../clerk/gateway';
import { isStale } from './freshness';
import type { SessionStore } from './store';
import { createTokenVault, type VaultToken } from './token-vault';

/**
 * The session as this worker knows it, with its tokens. It changes only by a refresh (asking Clerk)
 * or a commit (an outcome that Clerk has confirmed otherwise). Subscribers get every change, and the
 * store keeps it for the worker's next life.
 */
export type SessionCache = {
  /** The snapshot as it is now, without waiting: `unavailable` while there is none. */
  latest(): SessionSnapshot;
  /** The snapshot, unless a refresh is owed or under way that could change it. */
  validSnapshot(): KnownSession | null;
  /** The snapshot, once the store of the last life was read. Asks nobody. */
  load(): Promise<KnownSession | null>;
  /** The snapshot after every refresh under way, whatever came of them. Asks nobody. */
  whenIdle(): Promise<KnownSession | null>;

  /** Grows with each change of who is signed in, where, and with which permissions. */
  generation(): number;
  /** A token for this scope, expired or not. */
  getToken(scope: TokenScope): VaultToken | undefined;
  /** Keeps a token, unless the generation it was asked for in has passed. */
  putToken(scope: TokenScope, token: VaultToken, generation: number): void;

  /** Marks the snapshot as possibly wrong until a refresh that begins later succeeds. Resolves when stored. */
  invalidate(): Promise<void>;
  isInvalidated(): boolean;
  /**
   * Asks Clerk, by a request that begins after this call, so that a change made just before it is
   * seen. Rejects with the gateway's error, and then the snapshot stays as it is.
   */
  refresh(): Promise<KnownSession>;
  /** Joins a refresh under way or begins one, for those who need an answer and not a newer one. */
  joinRefresh(): Promise<KnownSession>;
  /**
   * Takes over a confirmed outcome; refreshes that began earlier are repeated. Resolves when stored,
   * so that what a page is told is known to the worker's next life too.
   */
  commit(session: KnownSession): Promise<void>;

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

/** Starts from what the store kept of the worker's last life. `now` is epoch milliseconds. */
export function createSessionCache(
  gateway: Pick<ClerkGateway, 'readSession'>,
  store: SessionStore,
  now: () => number = Date.now,
): SessionCache {
  let cached: KnownSession | null = null;
  let unavailable = toUnavailable('unreachable', now());
  const vault = createTokenVault();
  let generation = 0;
  /** Counts commits, so that a refresh knows what happened while Clerk was answering it. */
  let revision = 0;
  let invalidated = false;
  let running: Promise<KnownSession> | null = null;
  let queued: Promise<KnownSession> | null = null;
  const subscribers = new Set<(snapshot: SessionSnapshot) => void>();
  const identityListeners = new Set<() => void>();

  const loaded = store.load().then((stored) => {
    if (!stored || cached) return;
    cached = stored.snapshot;
    vault.restore(stored.tokens);
    const wasUnknown = invalidated && !stored.invalidated;
    invalidated ||= stored.invalidated;
    if (wasUnknown) void save();
  });

  const latest = (): SessionSnapshot => cached ?? unavailable;
  const publish = () => {
    for (const subscriber of subscribers) subscriber(latest());
  };

  async function save(): Promise<void> {
    if (cached) await store.save({ snapshot: cached, invalidated, tokens: vault.contents(now()) });
  }

  async function commit(next: KnownSession): Promise<void> {
    const isChange = cached === null || identityOf(cached) !== identityOf(next);
    if (isChange) {
      generation += 1;
      vault.clear();
    }
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
      const snapshot = await gateway.readSession().catch((error: RouteError) => {
        unavailable = toUnavailable(reasonOf(error), now());
        if (!cached) publish();
        throw error;
      });
      // Something newer was committed while Clerk was answering (a sign-out, say): ask again.
      if (revision !== before) continue;
      // A refresh that was asked for meanwhile is still to come.
      invalidated = queued !== null;
      await commit(snapshot);
      // And again if that happened while this was being stored.
      if (revision === before + 1) return snapshot;
    }
  }

  async function invalidate(): Promise<void> {
    if (invalidated) return;
    invalidated = true;
    await save();
  }

  function refresh(): Promise<KnownSession> {
    void invalidate();
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
    validSnapshot: () => (running || queued || invalidated ? null : cached),
    load: () => loaded.then(() => cached),
    async whenIdle() {
      await loaded;
      while (queued ?? running) await (queued ?? running)?.then(noop, noop);
      return cached;
    },
    generation: () => generation,
    getToken: (scope) => vault.get(scope),
    putToken(scope, token, askedIn) {
      if (askedIn !== generation) return;
      vault.put(scope, token);
      void save();
    },
    invalidate,
    isInvalidated: () => invalidated,
    refresh,
    joinRefresh,
    commit,
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

/** Two snapshots of one identity may share tokens; two of different ones never. */
function identityOf(session: KnownSession): string {
  if (session.status === 'signed-out') return session.status;
  const organization = session.status === 'signed-in' ? session.organization : null;
  const access = organization && [
    organization.id,
    organization.role,
    // Clerk lists them in no particular order.
    organization.permissions.toSorted(),
  ];
  return JSON.stringify([session.status, session.user.id, session.sessionId, access]);
}

function reasonOf(error: RouteError): 'offline' | 'unreachable' | 'misconfigured' {
  if (error.code === 'OFFLINE') return 'offline';
  return error.code === 'MISCONFIGURED' ? 'misconfigured' : 'unreachable';
}

function toUnavailable(
  reason: ReturnType<typeof reasonOf>,
  fetchedAt: number,
): SessionSnapshot & { status: 'unavailable' } {
  return { status: 'unavailable', reason, fetchedAt };
}

function noop(): void {}
