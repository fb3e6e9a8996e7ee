import { COMMANDS } from '../../config/commands';
import type { MenuEntry } from './page-menu';

/** The part of `chrome` used here, so that a test can stand in for it. */
export type PanelApi = {
  commands: { onCommand: Pick<typeof chrome.commands.onCommand, 'addListener'> };
  sidePanel: Pick<typeof chrome.sidePanel, 'open'>;
};

/** Opens the side panel at its keyboard shortcut. Called in the worker's first turn. */
export function openPanelByShortcut(api: PanelApi, onError: (error: unknown) => void): void {
  api.commands.onCommand.addListener((command, tab) => {
    if (command !== COMMANDS.openSidePanel || !tab) return;
    // In the turn of the press, which Chrome insists on.
    api.sidePanel.open({ windowId: tab.windowId }).catch(onError);
  });
}

/** The entry of a page's menu that opens the side panel beside it. */
export function openPanelEntry({ sidePanel }: Pick<PanelApi, 'sidePanel'>): MenuEntry {
  return {
    id: COMMANDS.openSidePanel,
    message: 'openSidePanel',
    documentUrlPatterns: ['http://*/*', 'https://*/*'],
    press: ({ windowId }) => sidePanel.open({ windowId }),
  };
}
