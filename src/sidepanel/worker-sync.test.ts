import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createWorkerSync, type PanelState } from './worker-sync';

const at = (identity: string, revision: number | null = 1): PanelState => ({ identity, revision });

/** A panel whose server reports `server.is`. */
function rig(server: { is: PanelState }) {
  const notify = vi.fn(async () => {});
  const follow = vi.fn(async () => sync.panelChanged(server.is));
  const sync = createWorkerSync({ followServer: follow, notifyWorker: notify });
  return { sync, follow, notify };
}

/** Lets every reaction under way finish. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('createWorkerSync', () => {
  it('does nothing while both agree from the start', async () => {
    const { sync, follow, notify } = rig({ is: at('A') });
    sync.workerChanged('A');
    sync.panelChanged(at('A'));
    await settle();
    expect(follow).not.toHaveBeenCalled();
    expect(notify).not.toHaveBeenCalled();
  });

  it('reports a sign-in in the panel once, and accepts the worker’s snapshot as agreement', async () => {
    const { sync, follow, notify } = rig({ is: at('A') });
    sync.workerChanged('signed-out');
    sync.panelChanged(at('signed-out', null));
    sync.panelChanged(at('A'));
    expect(notify).toHaveBeenCalledTimes(1);
    sync.workerChanged('A');
    await settle();
    expect(follow).not.toHaveBeenCalled();
    expect(notify).toHaveBeenCalledTimes(1);
  });

  it('reports an edited profile of the same session', () => {
    const { sync, notify } = rig({ is: at('A', 2) });
    sync.workerChanged('A');
    sync.panelChanged(at('A', 1));
    sync.panelChanged(at('A', 2));
    expect(notify).toHaveBeenCalledTimes(1);
  });

  it('does not report a repeated state', () => {
    const { sync, notify } = rig({ is: at('A') });
    sync.workerChanged('A');
    sync.panelChanged(at('A'));
    sync.panelChanged(at('A'));
    expect(notify).not.toHaveBeenCalled();
  });

  it('reads the server again when the worker changed during the read', async () => {
    const { sync, follow, notify } = rig({ is: at('C') });
    sync.panelChanged(at('A'));
    // The server's answer was already under way when the worker switched again.
    follow.mockImplementationOnce(async () => {
      sync.workerChanged('C');
      sync.panelChanged(at('B'));
    });
    sync.workerChanged('B');
    await settle();
    expect(follow).toHaveBeenCalledTimes(2);
    expect(notify).not.toHaveBeenCalled();
  });

  it('follows a sign-out elsewhere without reporting it back', async () => {
    const { sync, follow, notify } = rig({ is: at('signed-out', null) });
    sync.panelChanged(at('A'));
    sync.workerChanged('A');
    sync.workerChanged('signed-out');
    await settle();
    expect(follow).toHaveBeenCalledTimes(1);
    expect(notify).not.toHaveBeenCalled();
  });

  it('reports once when the server shows that the worker is behind', async () => {
    const { sync, follow, notify } = rig({ is: at('B') });
    sync.panelChanged(at('A'));
    sync.workerChanged('signed-out');
    await settle();
    sync.workerChanged('signed-out');
    await settle();
    expect(follow).toHaveBeenCalledTimes(2);
    expect(notify).toHaveBeenCalledTimes(1);
  });

  it('leaves the panel alone while the worker knows nothing', async () => {
    const { sync, follow, notify } = rig({ is: at('A') });
    sync.panelChanged(at('A'));
    sync.workerChanged(null);
    await settle();
    expect(follow).not.toHaveBeenCalled();
    expect(notify).not.toHaveBeenCalled();
  });

  it('retries at the worker’s next snapshot after a failed read', async () => {
    const { sync, follow } = rig({ is: at('signed-out', null) });
    follow.mockRejectedValueOnce(new Error('offline'));
    sync.panelChanged(at('A'));
    sync.workerChanged('signed-out');
    await settle();
    sync.workerChanged('signed-out');
    await settle();
    expect(follow).toHaveBeenCalledTimes(2);
  });

  it('survives a worker that cannot be notified', async () => {
    const { sync, notify } = rig({ is: at('A') });
    notify.mockRejectedValue(new Error('worker stopped'));
    sync.workerChanged('signed-out');
    sync.panelChanged(at('signed-out', null));
    sync.panelChanged(at('A'));
    await settle();
    expect(notify).toHaveBeenCalledTimes(1);
  });

  it('converges on the server’s state for every order of events', async () => {
    const identity = fc.constantFrom('signed-out', 'A', 'B');
    const step = fc.record({ where: fc.constantFrom('panel', 'elsewhere'), identity });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.boolean(), async (steps, awaited) => {
        const server = { is: at('signed-out', null) };
        let calls = 0;
        const sync = createWorkerSync({
          followServer: async () => {
            calls += 1;
            panel = server.is;
            sync.panelChanged(panel);
          },
          notifyWorker: async () => {
            calls += 1;
            worker = server.is.identity;
            sync.workerChanged(worker);
          },
        });
        let panel = server.is;
        let worker = server.is.identity;
        sync.panelChanged(panel);
        sync.workerChanged(worker);
        for (const { where, identity } of steps) {
          server.is = at(identity, identity === 'signed-out' ? null : 1);
          if (where === 'panel') {
            panel = server.is;
            sync.panelChanged(panel);
          } else {
            worker = identity;
            sync.workerChanged(worker);
          }
          if (awaited) await settle();
        }
        await settle();
        expect(calls).toBeLessThanOrEqual(steps.length * 3);
        expect(panel.identity).toBe(server.is.identity);
        expect(worker).toBe(server.is.identity);
      }),
    );
  });
});
