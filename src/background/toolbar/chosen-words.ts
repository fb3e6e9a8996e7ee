import { LANGUAGE_KEY } from '../../config/language-key';

type Words = Partial<Record<string, { message: string }>>;

/** The part of `chrome` used here, so that a test can stand in for it. */
export type ChosenWordsApi = {
  runtime: Pick<typeof chrome.runtime, 'getURL'>;
  storage: { local: Pick<typeof chrome.storage.local, 'get' | 'onChanged'> };
};

/**
 * The messages of the language that a person chose in the settings. `null` where that is Chrome's, whose words
 * `chrome.i18n` has, or where the file cannot be read. It asks storage and reads a file: not for a start of the worker.
 */
export async function chosenWords({ runtime, storage }: ChosenWordsApi): Promise<Words | null> {
  const { [LANGUAGE_KEY]: language } = await storage.local.get(LANGUAGE_KEY);
  if (typeof language !== 'string') return null;
  try {
    return await (await fetch(runtime.getURL(`_locales/${language}/messages.json`))).json();
  } catch {
    return null;
  }
}

/** Calls back when another language is chosen, while the worker lives. A later life reads it anew. */
export function onLanguageChosen({ storage }: ChosenWordsApi, listener: () => void): void {
  storage.local.onChanged.addListener((changes) => {
    if (LANGUAGE_KEY in changes) listener();
  });
}
