import { useEffect, useState } from 'react';
import { COMMANDS } from '../config/commands';
import type { PlainKey } from '../i18n/t';

/** What a keyboard shortcut does, and its keys as Chrome names them; none if nobody set any. */
export type Shortcut = { command: string; does: PlainKey; keys: string | null };

// In the language of the page, which Chrome's own descriptions may not be in.
const DOES: Record<(typeof COMMANDS)[keyof typeof COMMANDS], PlainKey> = {
  [COMMANDS.openPopup]: 'shortcutsPopup',
  [COMMANDS.openSidePanel]: 'commandOpenSidePanel',
};

/**
 * The extension's keyboard shortcuts. Chrome tells of no change, so they are read again each time the
 * page gets the focus: it does when somebody comes back from Chrome's page for them.
 *
 * @returns an empty list until Chrome has answered.
 */
export function useShortcuts(): readonly Shortcut[] {
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>([]);
  useEffect(() => {
    let left = false;
    const read = () => {
      void chrome.commands.getAll().then((commands) => {
        if (!left) setShortcuts(commands.flatMap(toShortcut));
      });
    };
    read();
    window.addEventListener('focus', read);
    return () => {
      left = true;
      window.removeEventListener('focus', read);
    };
  }, []);
  return shortcuts;
}

/** Opens Chrome's own page for the shortcuts: extensions cannot set theirs. */
export function openShortcutSettings(): void {
  void chrome.tabs.create({ url: 'chrome://extensions/shortcuts' });
}

function toShortcut({ name = '', shortcut }: chrome.commands.Command): Shortcut[] {
  return isOurs(name) ? [{ command: name, does: DOES[name], keys: shortcut || null }] : [];
}

function isOurs(name: string): name is keyof typeof DOES {
  return Object.hasOwn(DOES, name);
}
