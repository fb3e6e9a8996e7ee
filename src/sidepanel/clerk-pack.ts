import type { LocalizationResource } from '@clerk/shared/types';
import { useEffect, useState } from 'react';
import { type Language, languageInUse } from '../ui/language';

/** Clerk's own words, each language in a script of its own; its components bring the English ones. */
const PACKS: Record<Exclude<Language, 'en'>, () => Promise<LocalizationResource>> = {
  de: async () => (await import('@clerk/localizations/de-DE')).deDE,
  es: async () => (await import('@clerk/localizations/es-ES')).esES,
  ja: async () => (await import('@clerk/localizations/ja-JP')).jaJP,
  ar: async () => (await import('@clerk/localizations/ar-SA')).arSA,
};

const ENGLISH: LocalizationResource = {};

/**
 * Clerk's words in the language of the page. `undefined` until the first are loaded; those of a language
 * that is chosen later take the place of the earlier ones once they are there.
 */
export function useClerkPack(): LocalizationResource | undefined {
  const language = languageInUse();
  const [pack, setPack] = useState(language === 'en' ? ENGLISH : undefined);
  useEffect(() => {
    let left = false;
    const load = language === 'en' ? async () => ENGLISH : PACKS[language];
    load()
      // In English they are better than not at all.
      .catch(() => ENGLISH)
      .then((loaded) => {
        if (!left) setPack(loaded);
      });
    return () => {
      left = true;
    };
  }, [language]);
  return pack;
}
