import { afterEach, describe, expect, it } from 'vitest';
import { formatLocale, setMessages, t, tCount } from './t';

const german = {
  languageTag: { message: 'de' },
  signIn: { message: 'Anmelden' },
  welcomeTitle: { message: 'Willkommen bei $NAME$' },
  welcomeShortcutsAbout: { message: '$PANEL$ und $POPUP$' },
  overviewDevices_one: { message: '$COUNT$ Gerät' },
  overviewDevices_other: { message: '$COUNT$ Geräte' },
};

afterEach(() => setMessages(null));

describe('t, in a language that was loaded,', () => {
  it('says the messages it was given, until they are taken back', () => {
    setMessages(german);
    expect(t('signIn')).toBe('Anmelden');
    expect(t('welcomeShortcutsAbout', { popup: 'Alt+K', panel: 7 })).toBe('7 und Alt+K');
    setMessages(null);
    expect(t('signIn')).toBe('Sign in');
  });

  it('puts a value in as it is, whatever is in it', () => {
    for (const messages of [null, german]) {
      setMessages(messages);
      expect(t('welcomeTitle', { name: '$1 $NAME$ $& <b>' })).toContain(' $1 $NAME$ $& <b>');
    }
  });

  it('writes numbers, and chooses the form for them, as the language does', () => {
    setMessages(german);
    expect([tCount('overviewDevices', 1), tCount('overviewDevices', 1234)]).toEqual([
      '1 Gerät',
      '1.234 Geräte',
    ]);
  });

  it('has dates and numbers in the language in use, in Chrome’s region where that is its own', () => {
    const own = new Intl.DateTimeFormat().resolvedOptions().locale;
    expect(formatLocale()).toBe(own.startsWith('en') ? own : 'en');
    setMessages(german);
    expect(formatLocale()).toBe(own.startsWith('de') ? own : 'de');
  });
});
