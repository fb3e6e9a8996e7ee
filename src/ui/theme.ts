import { useSyncExternalStore } from 'react';
import { type ChoiceStore, createChoiceStore } from './choice';

/** `system`: as the browser prefers. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

let pageTheme: ChoiceStore<Theme> | undefined;

/** The theme that a person chose for all pages of the extension. */
export function themeStore(): ChoiceStore<Theme> {
  pageTheme ??= createChoiceStore('theme', THEMES);
  return pageTheme;
}

/** Shows the page in the chosen theme, now and whenever it is chosen anew. See tokens.css. */
export function followTheme(store: ChoiceStore<Theme>, root: { dataset: DOMStringMap }): void {
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
