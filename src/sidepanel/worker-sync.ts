import type { Identity } from './identity';

/** What the panel's Clerk stands for, and how old its profile is. */
export type PanelState = {
  identity: Identity;
  /** Changes with each edit of the profile; `null` when signed out. */
  revision: number | null;
};

/** Keeps the panel's Clerk and the worker at one opinion. */
export type WorkerSync = {
  /** The panel's Clerk says who is signed in. */
  panelIs(state: PanelState): void;
  /** The worker says who is signed in. `null`: it does not know. */
  workerIs(identity: Identity | null): void;
};

/**
 * A change in the panel is signalled to the worker; a change at the worker is followed by the panel.
 * Neither answers itself: what the panel does to follow is not signalled, and a disagreement that
 * following does not settle is signalled once and then left alone, so there is no loop.
 *
 * @param follow makes the panel's Clerk ask its server who is signed in; `panelIs` is called
 * meanwhile. May reject: the worker's next word is another chance.
 * @param signal makes the worker look. May reject: the worker notices by itself a little later.
 */
export function createWorkerSync({
  follow,
  signal,
}: {
  follow: () => Promise<void>;
  signal: () => Promise<unknown>;
}): WorkerSync {
  let panel: PanelState | null = null;
  let worker: Identity | null = null;
  let following = false;
  let signalledAbout: string | null = null;

  const agree = () => panel === null || worker === null || panel.identity === worker;

  function tell(): void {
    signal().catch(() => {});
  }

  async function reconcile(): Promise<void> {
    if (following || agree()) return;
    following = true;
    const followed = worker;
    await follow().catch(() => {});
    following = false;
    if (agree()) return;
    // The worker has changed its mind since, so what was followed may be older than that.
    if (worker !== followed) return reconcile();
    const disagreement = JSON.stringify([panel?.identity, worker]);
    if (disagreement === signalledAbout) return;
    signalledAbout = disagreement;
    tell();
  }

  return {
    panelIs(state) {
      const before = panel;
      panel = state;
      if (before === null) return void reconcile();
      const changed = before.identity !== state.identity || before.revision !== state.revision;
      if (!changed || following) return;
      if (before.revision === state.revision && state.identity === worker) return;
      tell();
    },
    workerIs(identity) {
      if (identity !== worker) signalledAbout = null;
      worker = identity;
      void reconcile();
    },
  };
}
