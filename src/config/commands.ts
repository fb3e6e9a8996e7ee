/** The keyboard shortcuts' commands, as the manifest, the worker and the pages name them. */
export const COMMANDS = {
  /** Chrome's own: a press of the toolbar button. */
  openPopup: '_execute_action',
  openSidePanel: 'open-side-panel',
} as const;
