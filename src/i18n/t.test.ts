import { afterEach, describe, expect, it, vi } from 'vitest';
import { formatLocale, setMessages, t, tCount } from './t';

const german = {
  languageTag: { message: 'de' },
  signIn: { message: 'Anmelden' },
  welcomeTitle: { message: 'Willkommen bei $NAME$' },
  demoHours: { message: '$MINUTES$ min nach $HOURS$ Uhr' },
  overviewDevices_one: { message: '$COUNT$ Gerät' },
  overviewDevices_other: { message: '$COUNT$ Geräte' },
};

afterEach(() => setMessages(null));

describe('t', () => {
  it('says what Chrome has, with values by the name of their placeholders', () => {
    expect(t('signIn')).toBe('Sign in');
    expect(t('welcomeTitle', { name: 'Notes' })).toBe('Welcome to Notes');
    expect(t('demoHours', { minutes: '05', hours: 3 })).toBe('3 h 05 min');
  });

  it('numbers placeholders in the order of their names, as the files do', () => {
    const getMessage = vi.spyOn(chrome.i18n, 'getMessage');
    t('demoHours', { minutes: '05', hours: 3 });
    expect(getMessage).toHaveBeenLastCalledWith('demoHours', ['3', '05']);
  });

  // #region feature: languages
  it('says the messages it was given, until they are taken back', () => {
    setMessages(german);
    expect(t('signIn')).toBe('Anmelden');
    expect(t('demoHours', { minutes: '05', hours: 3 })).toBe('05 min nach 3 Uhr');
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
    expect([tCount('overviewDevices', 1), tCount('overviewDevices', 1234)]).toEqual([
      '1 device',
      '1,234 devices',
    ]);
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
  // #endregion feature: languages
});
