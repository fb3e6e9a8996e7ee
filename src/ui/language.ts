import { useSyncExternalStore } from 'react';
import { LANGUAGE_KEY } from '../config/language-key';
import { type MessagesFile, setMessages, t } from '../i18n/t';
import { type ChoiceStore, createChoiceStore } from './choice';

/** The languages of `public/_locales`, each by its own name. */
export const LANGUAGES = {
  en: { name: 'English', dir: 'ltr' },
  de: { name: 'Deutsch', dir: 'ltr' },
  es: { name: 'Español', dir: 'ltr' },
  ja: { name: '日本語', dir: 'ltr' },
  ar: { name: 'العربية', dir: 'rtl' },
} as const;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_NAMES = Object.keys(LANGUAGES) as Language[];

/** `chrome`: as Chrome's own pages, or English where there is no translation. */
export type LanguageChoice = 'chrome' | Language;

let pageLanguage: ChoiceStore<LanguageChoice> | undefined;

/** The language that a person chose for all pages of the extension. */
export function languageStore(): ChoiceStore<LanguageChoice> {
  pageLanguage ??= createChoiceStore<LanguageChoice>('language', ['chrome', ...LANGUAGE_NAMES]);
  return pageLanguage;
}

/** Chooses it for all pages, and for the toolbar button, which is the worker's. Rejects if that is not told. */
export async function chooseLanguage(choice: LanguageChoice): Promise<void> {
  languageStore().choose(choice);
  const { local } = chrome.storage;
  await (choice === 'chrome' ? local.remove(LANGUAGE_KEY) : local.set({ [LANGUAGE_KEY]: choice }));
}

/** The language whose words `t` says. */
export function languageInUse(): Language {
  const tag = t('languageTag');
  return LANGUAGE_NAMES.find((language) => language === tag) ?? 'en';
}

/**
 * Has the page in the chosen language, now and whenever it is chosen anew. Chrome has the words of its own
 * language at hand; those of another are loaded.
 *
 * @param root takes the language's `lang` and `dir`.
 * @param onWords called when later words are there, or a language has been chosen anew.
 * @returns `loading` when the first words are not there yet, and `onWords` is to be waited for.
 */
export function followLanguage(
  store: Pick<ChoiceStore<LanguageChoice>, 'get' | 'subscribe'>,
  root: { lang: string; dir: string },
  onWords: () => void,
  load: (language: Language) => Promise<MessagesFile> = loadMessages,
): 'ready' | 'loading' {
  const show = (messages: MessagesFile | null) => {
    setMessages(messages);
    const language = languageInUse();
    root.lang = language;
    root.dir = LANGUAGES[language].dir;
  };
  let shown: LanguageChoice | undefined;
  const follow = () => {
    const choice = store.get();
    shown = choice;
    if (choice === 'chrome') {
      show(null);
      return 'ready';
    }
    load(choice)
      // Where a file cannot be read, Chrome's own words are better than none.
      .catch(() => null)
      .then((messages) => {
        // Another may have been chosen meanwhile.
        if (choice !== shown) return;
        show(messages);
        onWords();
      });
    return 'loading';
  };
  store.subscribe(() => {
    if (store.get() !== shown && follow() === 'ready') onWords();
  });
  return follow();
}

async function loadMessages(language: Language): Promise<MessagesFile> {
  // Absolute: the side panel's own `fetch` reads the host of each address.
  return (await fetch(chrome.runtime.getURL(`_locales/${language}/messages.json`))).json();
}

/** The chosen language, now and whenever it changes. */
export function useLanguageChoice(): LanguageChoice {
  const store = languageStore();
  return useSyncExternalStore(store.subscribe, store.get);
}
