import { expect, it, vi } from 'vitest';
import { openPanelByShortcut, type PanelApi } from './open-panel';

function setUp() {
  const open = vi.fn(async () => {});
  const onError = vi.fn();
  let press = (_command: string, _tab?: Pick<chrome.tabs.Tab, 'windowId'>) => {};
  const api = {
    commands: {
      onCommand: {
        addListener(listener: typeof press) {
          press = listener;
        },
      },
    },
    sidePanel: { open },
  };
  openPanelByShortcut(api as unknown as PanelApi, onError);
  return { open, onError, press: (...args: Parameters<typeof press>) => press(...args) };
}

it('opens the panel in the window where its shortcut was pressed', () => {
  const { open, press } = setUp();
  press('open-side-panel', { windowId: 7 });
  expect(open.mock.calls).toEqual([[{ windowId: 7 }]]);
});

it('leaves other commands alone, and a press where there is no tab', () => {
  const { open, press } = setUp();
  press('_execute_action', { windowId: 7 });
  press('open-side-panel');
  expect(open).not.toHaveBeenCalled();
});

it('reports what Chrome refuses', async () => {
  const { open, onError, press } = setUp();
  const refusal = new Error('no gesture');
  open.mockRejectedValueOnce(refusal);
  press('open-side-panel', { windowId: 7 });
  await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(refusal));
});
