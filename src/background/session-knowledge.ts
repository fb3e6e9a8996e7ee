import type { KnownSession, SessionSnapshot } from '../auth/session-snapshot';
import type { RouteError } from '../messaging/errors';
import type { ClerkGateway } from './clerk-gateway';
import { isStale } from './freshness';
import type { SessionStore } from './session-store';
import type { TokenVault } from './token-vault';

/**
 * What this worker knows of the session. It changes only by a look (asking Clerk) or by learning
 * (an outcome that Clerk has confirmed otherwise), and every change goes to those who watch.
 */
export type SessionKnowledge = {
  /** What is known now, without waiting: `unavailable` while it is nothing. */
  latest(): SessionSnapshot;
  /** What is known after the looks under way, whatever came of them; `null` while nothing is. */
  settled(): Promise<KnownSession | null>;
  /**
   * Asks Clerk. The answer is of a request that began after this call, so a change made just
   * before it is seen. Rejects with the gateway's error and leaves what is known alone.
   */
  look(): Promise<KnownSession>;
  /** Takes over a confirmed outcome; looks that began before are repeated. */
  learn(known: KnownSession): void;
  /** Stores what is known and held, for the worker's next life. */
  save(): void;
  /** Calls back with each change, first with what is known; asks Clerk when that is old or nothing. */
  watch(listener: (snapshot: SessionSnapshot) => void): () => void;
  /** Calls back with each change to come, and asks for nothing. */
  onChange(listener: (snapshot: SessionSnapshot) => void): () => void;
};

/** Starts from what the store kept of the worker's last life. `now` is epoch milliseconds. */
export function createSessionKnowledge(
  gateway: Pick<ClerkGateway, 'readSession'>,
  store: SessionStore,
  vault: TokenVault,
  now: () => number = Date.now,
): SessionKnowledge {
  let known: KnownSession | null = null;
  let trouble: SessionSnapshot & { status: 'unavailable' } = unavailable('unreachable', now());
  let lessons = 0;
  let running: Promise<KnownSession> | null = null;
  let queued: Promise<KnownSession> | null = null;
  const listeners = new Set<(snapshot: SessionSnapshot) => void>();

  const loaded = store.load().then((stored) => {
    if (!stored || known) return;
    if (stored.snapshot.status !== 'unavailable') known = stored.snapshot;
    vault.restore(stored.tokens);
  });

  const latest = (): SessionSnapshot => known ?? trouble;
  const publish = () => {
    for (const listener of listeners) listener(latest());
  };

  function learn(next: KnownSession): void {
    if (known === null || identityOf(known) !== identityOf(next)) vault.clear();
    known = next;
    lessons += 1;
    save();
    publish();
  }

  function save(): void {
    if (known) void store.save({ snapshot: known, tokens: vault.contents(now()) });
  }

  async function ask(): Promise<KnownSession> {
    await loaded;
    for (;;) {
      const before = lessons;
      const snapshot = await gateway.readSession().catch((error: RouteError) => {
        trouble = unavailable(reasonOf(error), now());
        if (!known) publish();
        throw error;
      });
      // Somebody learned better while Clerk was answering (a sign-out, say): ask again.
      if (lessons !== before) continue;
      learn(snapshot);
      return snapshot;
    }
  }

  function look(): Promise<KnownSession> {
    if (running) {
      queued ??= running.then(noop, noop).then(() => {
        queued = null;
        return look();
      });
      return queued;
    }
    running = ask().finally(() => {
      running = null;
    });
    return running;
  }

  function onChange(listener: (snapshot: SessionSnapshot) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return {
    latest,
    look,
    learn,
    save,
    async settled() {
      await loaded;
      while (queued ?? running) await (queued ?? running)?.then(noop, noop);
      return known;
    },
    onChange,
    watch(listener) {
      const stop = onChange(listener);
      void loaded.then(() => {
        if (!listeners.has(listener)) return;
        if (known) listener(known);
        if (!known || isStale(known, now())) void look().catch(noop);
      });
      return stop;
    },
  };
}

/** Two snapshots of one identity may share tokens; of two, never. */
function identityOf(known: KnownSession): string {
  if (known.status === 'signed-out') return known.status;
  const organization = known.status === 'signed-in' ? known.organization : null;
  const access = organization && [organization.id, organization.role, organization.permissions];
  return JSON.stringify([known.status, known.user.id, known.sessionId, access]);
}

function reasonOf(error: RouteError): 'offline' | 'unreachable' | 'misconfigured' {
  if (error.code === 'OFFLINE') return 'offline';
  return error.code === 'MISCONFIGURED' ? 'misconfigured' : 'unreachable';
}

function unavailable(reason: ReturnType<typeof reasonOf>, fetchedAt: number) {
  return { status: 'unavailable', reason, fetchedAt } as const;
}

function noop(): void {}
