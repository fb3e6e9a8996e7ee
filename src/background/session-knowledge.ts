import type { KnownSession, SessionSnapshot } from '../auth/session-snapshot';
import type { RouteError } from '../messaging/errors';
import { withBudget } from './budget';
import type { ClerkGateway } from './clerk-gateway';
import { isStale } from './freshness';
import type { SessionStore } from './session-store';
import type { TokenVault } from './token-vault';

/** Milliseconds for which those who could do with what is known wait for something newer. */
const SETTLE_MS = 4_000;

/**
 * What this worker knows of the session. It changes only by a look (asking Clerk) or by learning
 * (an outcome that Clerk has confirmed otherwise), and every change goes to those who watch.
 */
export type SessionKnowledge = {
  /** What is known now, without waiting: `unavailable` while it is nothing. */
  latest(): SessionSnapshot;
  /**
   * What is known after the looks under way, whatever came of them; `null` while nothing is. A look
   * that Clerk keeps waiting is waited for four seconds and no longer.
   */
  settled(): Promise<KnownSession | null>;
  /**
   * Asks Clerk. The answer is of a request that began after this call, so a change made just
   * before it is seen. Rejects with the gateway's error and leaves what is known alone.
   */
  look(): Promise<KnownSession>;
  /** The same for those who need an answer, not a new one: shares a look that is under way. */
  joinLook(): Promise<KnownSession>;
  /**
   * Takes over a confirmed outcome; looks that began before are repeated. Resolves once it is stored,
   * so that what a page was told is known to the worker's next life too.
   */
  learn(known: KnownSession): Promise<void>;
  /** Stores what is known and held, for the worker's next life. */
  save(): Promise<void>;
  /** Calls back with each change, first with what is known; asks Clerk when that is old or nothing. */
  watch(listener: (snapshot: SessionSnapshot) => void): () => void;
  /** Calls back after each answer of Clerk's; not when it could not be asked. */
  onLearn(listener: () => void): void;
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
  const watchers = new Set<(snapshot: SessionSnapshot) => void>();
  const learners = new Set<() => void>();

  const loaded = store.load().then((stored) => {
    if (!stored || known) return;
    if (stored.snapshot.status !== 'unavailable') known = stored.snapshot;
    vault.restore(stored.tokens);
  });

  const latest = (): SessionSnapshot => known ?? trouble;
  const publish = () => {
    for (const watcher of watchers) watcher(latest());
  };

  async function learn(next: KnownSession): Promise<void> {
    if (known === null || identityOf(known) !== identityOf(next)) vault.clear();
    known = next;
    lessons += 1;
    await save();
    publish();
    for (const learner of learners) learner();
  }

  async function save(): Promise<void> {
    if (known) await store.save({ snapshot: known, tokens: vault.contents(now()) });
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
      await learn(snapshot);
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

  async function looksOver(): Promise<void> {
    while (queued ?? running) await (queued ?? running)?.then(noop, noop);
  }

  return {
    latest,
    look,
    joinLook: () => queued ?? running ?? look(),
    learn,
    save,
    async settled() {
      await loaded;
      if (running) await withBudget(SETTLE_MS, looksOver, () => new Error('slow')).catch(noop);
      return known;
    },
    onLearn: (listener) => void learners.add(listener),
    watch(listener) {
      watchers.add(listener);
      void loaded.then(() => {
        if (!watchers.has(listener)) return;
        if (known) listener(known);
        if (!known || isStale(known, now())) void (queued ?? running ?? look()).catch(noop);
      });
      return () => watchers.delete(listener);
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
