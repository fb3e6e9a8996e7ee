// #region feature: languages
import { type ChosenWordsApi, chosenWords, onLanguageChosen } from './chosen-words';

// #endregion feature: languages

/** The part of `chrome` used here, so that a test can stand in for it. */
export type MenuApi = {
  contextMenus: Pick<typeof chrome.contextMenus, 'create' | 'onClicked' | 'removeAll'>;
  i18n: Pick<typeof chrome.i18n, 'getMessage'>;
  runtime: Pick<typeof chrome.runtime, 'getURL' | 'lastError' | 'onInstalled' | 'onStartup'>;
  // #region feature: languages
  storage: ChosenWordsApi['storage'];
  // #endregion feature: languages
};

/** One entry of the menu that a right click on a page opens. */
export type MenuEntry = {
  id: string;
  /** What it says: a message of `public/_locales`. */
  message: string;
  /** On which pages it is there. */
  documentUrlPatterns: string[];
  /** Does it, in the turn of the press, on which Chrome insists for whatever opens. */
  press(tab: Pick<chrome.tabs.Tab, 'windowId'>): Promise<unknown>;
};

/**
 * Keeps these entries in the menu of pages. Chrome keeps them, words and all, while the worker is stopped and when
 * it is started anew. So they are made when the extension or Chrome is new, and again when their language may be
 * another: at Chrome's start, and when a person chooses one. Called in the worker's first turn.
 */
export function keepPageMenu(
  api: MenuApi,
  entries: readonly MenuEntry[],
  onError: (error: unknown) => void,
): void {
  let made: Promise<void> = Promise.resolve();
  // One after the other, or an entry would be made twice.
  const make = () => {
    made = made.then(() => makeEntries(api, entries)).catch(onError);
  };
  api.runtime.onInstalled.addListener(make);
  // #region feature: languages
  api.runtime.onStartup.addListener(make);
  onLanguageChosen(api, make);
  // #endregion feature: languages
  api.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    const entry = entries.find(({ id }) => id === menuItemId);
    if (entry && tab) entry.press(tab).catch(onError);
  });
}

async function makeEntries(api: MenuApi, entries: readonly MenuEntry[]): Promise<void> {
  // #region feature: languages
  const chosen = await chosenWords(api);
  // #endregion feature: languages
  await api.contextMenus.removeAll();
  for (const { id, message, documentUrlPatterns } of entries) {
    const title =
      // #region feature: languages
      chosen?.[message]?.message ??
      // #endregion feature: languages
      api.i18n.getMessage(message);
    await new Promise<void>((resolve, reject) => {
      // Chrome tells this one's failure to a callback only.
      api.contextMenus.create({ id, title, contexts: ['page'], documentUrlPatterns }, () => {
        const { lastError } = api.runtime;
        if (lastError) reject(new Error(lastError.message));
        else resolve();
      });
    });
  }
}
