import type { Identity } from './identity';

/** Who the panel's Clerk says is signed in, and at which revision of the profile. */
export type PanelState = {
  identity: Identity;
  /** Changes with each edit of the profile; `null` when signed out. */
  revision: number | null;
};

/** Keeps the panel's Clerk and the worker in agreement. */
export type WorkerSync = {
  /** The panel's Clerk reported who is signed in. */
  panelChanged(state: PanelState): void;
  /** The worker reported who is signed in. `null`: it does not know. */
  workerChanged(identity: Identity | null): void;
};

/**
 * A change in the panel is reported to the worker; after a change at the worker the panel reads the
 * server. Neither echoes the other: what the panel reads is not reported back, and a disagreement
 * that remains afterwards is reported once and then left alone, so there is no loop.
 *
 * @param followServer makes the panel's Clerk ask its server who is signed in; `panelChanged` is
 * called meanwhile. May reject: the worker's next snapshot triggers another attempt.
 * @param notifyWorker makes the worker refresh. May reject: the worker notices by itself later.
 */
export function createWorkerSync({
  followServer,
  notifyWorker,
}: {
  followServer: () => Promise<void>;
  notifyWorker: () => Promise<unknown>;
}): WorkerSync {
  let panel: PanelState | null = null;
  let worker: Identity | null = null;
  let following = false;
  let lastReported: string | null = null;

  const agree = () => panel === null || worker === null || panel.identity === worker;

  function report(): void {
    notifyWorker().catch(() => {});
  }

  async function reconcile(): Promise<void> {
    if (following || agree()) return;
    following = true;
    const followed = worker;
    await followServer().catch(() => {});
    following = false;
    if (agree()) return;
    // The worker changed meanwhile, so what the panel read may be older than that.
    if (worker !== followed) return reconcile();
    const disagreement = JSON.stringify([panel?.identity, worker]);
    if (disagreement === lastReported) return;
    lastReported = disagreement;
    report();
  }

  return {
    panelChanged(state) {
      const before = panel;
      panel = state;
      if (before === null) return void reconcile();
      const changed = before.identity !== state.identity || before.revision !== state.revision;
      if (!changed || following) return;
      if (before.revision === state.revision && state.identity === worker) return;
      report();
    },
    workerChanged(identity) {
      if (identity !== worker) lastReported = null;
      worker = identity;
      void reconcile();
    },
  };
}
