import { useSyncExternalStore } from 'react';

/** `system`: as the browser prefers. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'theme';

/** The theme that a person chose for all pages of the extension. */
export type ThemeStore = {
  get(): Theme;
  /** Every open page follows at once, and later ones begin with it. */
  choose(theme: Theme): void;
  /** Calls back when it was chosen anew, in whichever page. Returns the way to unsubscribe. */
  subscribe(onChange: () => void): () => void;
};

/**
 * @param storage `localStorage`, because it answers before the first paint: what came later would
 * flash the other colours. `null`: nothing is remembered.
 * @param otherPages where the changes of other pages are announced: the window.
 */
export function createThemeStore(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null = pageStorage(),
  otherPages: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> = window,
): ThemeStore {
  const subscribers = new Set<() => void>();
  return {
    get() {
      const stored = storage?.getItem(KEY);
      return THEMES.find((theme) => theme === stored) ?? 'system';
    },
    choose(theme) {
      if (theme === 'system') storage?.removeItem(KEY);
      else storage?.setItem(KEY, theme);
      for (const notify of [...subscribers]) notify();
    },
    subscribe(onChange) {
      const notify = () => onChange();
      subscribers.add(notify);
      otherPages.addEventListener('storage', notify);
      return () => {
        subscribers.delete(notify);
        otherPages.removeEventListener('storage', notify);
      };
    },
  };
}

/** Chrome keeps a page from it that a site has framed; the router then refuses that page whatever it asks. */
function pageStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

let pageTheme: ThemeStore | undefined;

/** This page's theme store. */
export function themeStore(): ThemeStore {
  pageTheme ??= createThemeStore();
  return pageTheme;
}

/** Shows the page in the chosen theme, now and whenever it is chosen anew. See tokens.css. */
export function followTheme(store: ThemeStore, root: { dataset: DOMStringMap }): void {
  const apply = () => {
    root.dataset.theme = store.get();
  };
  apply();
  store.subscribe(apply);
}

/** The chosen theme, now and whenever it changes. */
export function useTheme(): Theme {
  const store = themeStore();
  return useSyncExternalStore(store.subscribe, store.get);
}
