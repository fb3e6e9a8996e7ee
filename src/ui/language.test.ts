import { afterEach, describe, expect, it, vi } from 'vitest';
import { type MessagesFile, setMessages, t } from '../i18n/t';
import { followLanguage, type Language, type LanguageChoice } from './language';

const FILES: Partial<Record<Language, MessagesFile>> = {
  de: { languageTag: { message: 'de' }, signIn: { message: 'Anmelden' } },
  ar: { languageTag: { message: 'ar' }, signIn: { message: 'تسجيل الدخول' } },
};

/** A page that follows; `load` answers when it is let. */
function setUp(first: LanguageChoice) {
  let choice = first;
  let changed = () => {};
  const loads: { language: Language; answer: () => void }[] = [];
  const root = { lang: 'en', dir: '' };
  const onWords = vi.fn();
  const state = followLanguage(
    {
      get: () => choice,
      subscribe(onChange) {
        changed = onChange;
        return () => {};
      },
    },
    root,
    onWords,
    (language) =>
      new Promise((resolve, reject) => {
        const file = FILES[language];
        const answer = () => (file ? resolve(file) : reject(new TypeError('Failed to fetch')));
        loads.push({ language, answer });
      }),
  );
  return {
    state,
    root,
    onWords,
    loads,
    choose(language: LanguageChoice) {
      choice = language;
      changed();
    },
  };
}

afterEach(() => setMessages(null));

describe('followLanguage', () => {
  it('has Chrome’s words at once, and loads nothing', () => {
    const { state, root, loads } = setUp('chrome');
    expect({ state, root, loads }).toEqual({
      state: 'ready',
      root: { lang: 'en', dir: 'ltr' },
      loads: [],
    });
  });

  it('waits for the words of a chosen language', async () => {
    const { state, root, loads, onWords } = setUp('ar');
    expect(state).toBe('loading');
    loads[0]?.answer();
    await vi.waitFor(() => expect(onWords).toHaveBeenCalledOnce());
    expect(root).toEqual({ lang: 'ar', dir: 'rtl' });
    expect(t('signIn')).toBe('تسجيل الدخول');
  });

  it('follows a change, and back', async () => {
    const { root, loads, onWords, choose } = setUp('chrome');
    choose('de');
    loads[0]?.answer();
    await vi.waitFor(() => expect(onWords).toHaveBeenCalledOnce());
    expect([root.lang, t('signIn')]).toEqual(['de', 'Anmelden']);
    choose('chrome');
    expect(onWords).toHaveBeenCalledTimes(2);
    expect([root.lang, t('signIn')]).toEqual(['en', 'Sign in']);
  });

  it('ends with the language that was chosen last, whichever file came first', async () => {
    const { root, loads, onWords, choose } = setUp('de');
    choose('ar');
    loads[1]?.answer();
    await vi.waitFor(() => expect(onWords).toHaveBeenCalledOnce());
    loads[0]?.answer();
    await Promise.resolve();
    expect(root.lang).toBe('ar');
    choose('de');
    choose('chrome');
    loads[2]?.answer();
    await Promise.resolve();
    expect([root.lang, t('signIn')]).toEqual(['en', 'Sign in']);
  });

  it('is in Chrome’s language where a file cannot be read', async () => {
    const { root, loads, onWords } = setUp('ja');
    loads[0]?.answer();
    await vi.waitFor(() => expect(onWords).toHaveBeenCalledOnce());
    expect([root.lang, t('signIn')]).toEqual(['en', 'Sign in']);
  });

  it('does nothing when something else is stored', () => {
    const { onWords, choose } = setUp('chrome');
    choose('chrome');
    expect(onWords).not.toHaveBeenCalled();
  });
});
