import type { KnownSession, SessionSnapshot } from '../../auth/session-snapshot';
import type { RouteError } from '../../messaging/errors';
import type { ClerkGateway } from '../clerk/gateway';
import { isStale } from './freshness';
import type { SessionStore } from './store';
import { withBudget } from './timeout';
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
  /** Grows with each change of who is signed in, where, and with which permissions. */
  generation(): number;
  /** Whether a look was asked for that has not succeeded yet, so that what is known may be wrong. */
  isOverdue(): boolean;
  /** What is known, if no look is owed or under way that could change it. */
  undoubted(): KnownSession | null;
  /**
   * What is known after the looks under way, whatever came of them; `null` while nothing is. Looks
   * that Clerk keeps waiting are waited for four seconds and no longer: they are then `hung`.
   */
  settled(): Promise<{ known: KnownSession | null; hung: boolean }>;
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
  /** Calls back with each change and asks nobody anything. */
  observe(listener: (snapshot: SessionSnapshot) => void): void;
  /** Calls back when the generation has grown. */
  onChange(listener: () => void): void;
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
  let generation = 0;
  let lessons = 0;
  let overdue = false;
  let running: Promise<KnownSession> | null = null;
  let queued: Promise<KnownSession> | null = null;
  const watchers = new Set<(snapshot: SessionSnapshot) => void>();
  const changes = new Set<() => void>();

  const loaded = store.load().then((stored) => {
    if (!stored || known) return;
    known = stored.snapshot;
    vault.restore(stored.tokens);
    const isNews = overdue && !stored.overdue;
    overdue ||= stored.overdue;
    if (isNews) void save();
  });

  const latest = (): SessionSnapshot => known ?? trouble;
  const publish = () => {
    for (const watcher of watchers) watcher(latest());
  };

  async function learn(next: KnownSession): Promise<void> {
    const isChange = known === null || identityOf(known) !== identityOf(next);
    if (isChange) {
      generation += 1;
      vault.clear();
    }
    known = next;
    lessons += 1;
    await save();
    publish();
    if (isChange) for (const listener of changes) listener();
  }

  async function save(): Promise<void> {
    if (known) await store.save({ snapshot: known, overdue, tokens: vault.contents(now()) });
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
      // A look that was asked for meanwhile is still to come.
      overdue = queued !== null;
      await learn(snapshot);
      // And again if so while it was being stored.
      if (lessons === before + 1) return snapshot;
    }
  }

  function oweLook(): void {
    if (overdue) return;
    overdue = true;
    void save();
  }

  function look(): Promise<KnownSession> {
    oweLook();
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

  const joinLook = () => queued ?? running ?? look();

  async function looksOver(): Promise<void> {
    while (queued ?? running) await (queued ?? running)?.then(noop, noop);
  }

  return {
    latest,
    generation: () => generation,
    isOverdue: () => overdue,
    undoubted: () => (running || queued || overdue ? null : known),
    look,
    joinLook,
    learn,
    save,
    async settled() {
      await loaded;
      let hung = false;
      if (running) {
        await withBudget(SETTLE_MS, looksOver, () => new Error('hung')).catch(() => {
          hung = true;
        });
      }
      return { known, hung };
    },
    onChange: (listener) => void changes.add(listener),
    observe: (listener) => void watchers.add(listener),
    watch(listener) {
      watchers.add(listener);
      void loaded.then(() => {
        if (!watchers.has(listener)) return;
        if (known) listener(known);
        if (!known || overdue || isStale(known, now())) void joinLook().catch(noop);
      });
      return () => watchers.delete(listener);
    },
  };
}

/** Two snapshots of one identity may share tokens; of two, never. */
function identityOf(known: KnownSession): string {
  if (known.status === 'signed-out') return known.status;
  const organization = known.status === 'signed-in' ? known.organization : null;
  const access = organization && [
    organization.id,
    organization.role,
    // In no order of their own.
    organization.permissions.toSorted(),
  ];
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
