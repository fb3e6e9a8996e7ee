import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createWorkerSync, type PanelState } from './worker-sync';

const at = (identity: string, revision: number | null = 1): PanelState => ({ identity, revision });

/** A panel whose server's truth is `server.is`. */
function rig(server: { is: PanelState }) {
  const signal = vi.fn(async () => {});
  const follow = vi.fn(async () => sync.panelIs(server.is));
  const sync = createWorkerSync({ follow, signal });
  return { sync, follow, signal };
}

/** Lets every reaction under way finish. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('createWorkerSync', () => {
  it('does nothing while both agree from the start', async () => {
    const { sync, follow, signal } = rig({ is: at('A') });
    sync.workerIs('A');
    sync.panelIs(at('A'));
    await settle();
    expect(follow).not.toHaveBeenCalled();
    expect(signal).not.toHaveBeenCalled();
  });

  it('signals a sign-in in the panel, and takes the worker’s answer for agreement', async () => {
    const { sync, follow, signal } = rig({ is: at('A') });
    sync.workerIs('signed-out');
    sync.panelIs(at('signed-out', null));
    sync.panelIs(at('A'));
    expect(signal).toHaveBeenCalledTimes(1);
    sync.workerIs('A');
    await settle();
    expect(follow).not.toHaveBeenCalled();
    expect(signal).toHaveBeenCalledTimes(1);
  });

  it('signals an edit of the profile though the session is the same', () => {
    const { sync, signal } = rig({ is: at('A', 2) });
    sync.workerIs('A');
    sync.panelIs(at('A', 1));
    sync.panelIs(at('A', 2));
    expect(signal).toHaveBeenCalledTimes(1);
  });

  it('does not signal what Clerk merely repeats', () => {
    const { sync, signal } = rig({ is: at('A') });
    sync.workerIs('A');
    sync.panelIs(at('A'));
    sync.panelIs(at('A'));
    expect(signal).not.toHaveBeenCalled();
  });

  it('follows again when the worker changed while it followed', async () => {
    const { sync, follow, signal } = rig({ is: at('C') });
    sync.panelIs(at('A'));
    // What the server said was on its way already when the worker switched once more.
    follow.mockImplementationOnce(async () => {
      sync.workerIs('C');
      sync.panelIs(at('B'));
    });
    sync.workerIs('B');
    await settle();
    expect(follow).toHaveBeenCalledTimes(2);
    expect(signal).not.toHaveBeenCalled();
  });

  it('follows a sign-out elsewhere and does not signal it back', async () => {
    const { sync, follow, signal } = rig({ is: at('signed-out', null) });
    sync.panelIs(at('A'));
    sync.workerIs('A');
    sync.workerIs('signed-out');
    await settle();
    expect(follow).toHaveBeenCalledTimes(1);
    expect(signal).not.toHaveBeenCalled();
  });

  it('signals once when its server says that the worker is behind', async () => {
    const { sync, follow, signal } = rig({ is: at('B') });
    sync.panelIs(at('A'));
    sync.workerIs('signed-out');
    await settle();
    sync.workerIs('signed-out');
    await settle();
    expect(follow).toHaveBeenCalledTimes(2);
    expect(signal).toHaveBeenCalledTimes(1);
  });

  it('leaves the panel alone while the worker knows nothing', async () => {
    const { sync, follow, signal } = rig({ is: at('A') });
    sync.panelIs(at('A'));
    sync.workerIs(null);
    await settle();
    expect(follow).not.toHaveBeenCalled();
    expect(signal).not.toHaveBeenCalled();
  });

  it('follows again at the worker’s next word when following failed', async () => {
    const { sync, follow } = rig({ is: at('signed-out', null) });
    follow.mockRejectedValueOnce(new Error('offline'));
    sync.panelIs(at('A'));
    sync.workerIs('signed-out');
    await settle();
    sync.workerIs('signed-out');
    await settle();
    expect(follow).toHaveBeenCalledTimes(2);
  });

  it('survives a signal that fails', async () => {
    const { sync, signal } = rig({ is: at('A') });
    signal.mockRejectedValue(new Error('worker stopped'));
    sync.workerIs('signed-out');
    sync.panelIs(at('signed-out', null));
    sync.panelIs(at('A'));
    await settle();
    expect(signal).toHaveBeenCalledTimes(1);
  });

  it('comes to rest at the server’s truth, whatever happens in whatever order', async () => {
    const who = fc.constantFrom('signed-out', 'A', 'B');
    const step = fc.record({ where: fc.constantFrom('panel', 'elsewhere'), who });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.boolean(), async (steps, awaited) => {
        const server = { is: at('signed-out', null) };
        let calls = 0;
        const sync = createWorkerSync({
          follow: async () => {
            calls += 1;
            panel = server.is;
            sync.panelIs(panel);
          },
          signal: async () => {
            calls += 1;
            worker = server.is.identity;
            sync.workerIs(worker);
          },
        });
        let panel = server.is;
        let worker = server.is.identity;
        sync.panelIs(panel);
        sync.workerIs(worker);
        for (const { where, who } of steps) {
          server.is = at(who, who === 'signed-out' ? null : 1);
          if (where === 'panel') {
            panel = server.is;
            sync.panelIs(panel);
          } else {
            worker = who;
            sync.workerIs(worker);
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
