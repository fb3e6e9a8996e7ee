import { describe, expect, it, vi } from 'vitest';
import { t, tCount } from './t';

describe('t', () => {
  it('says what Chrome has, with values by the name of their placeholders', () => {
    expect(t('signIn')).toBe('Sign in');
    expect(t('welcomeTitle', { name: 'Notes' })).toBe('Welcome to Notes');
    expect(t('welcomeShortcutsAbout', { popup: 'Alt+K', panel: 7 })).toBe(
      'Alt+K opens the popup, and 7 the side panel.',
    );
  });

  it('numbers placeholders in the order of their names, as the files do', () => {
    const getMessage = vi.spyOn(chrome.i18n, 'getMessage');
    t('welcomeShortcutsAbout', { popup: 'Alt+K', panel: 'Alt+S' });
    expect(getMessage).toHaveBeenLastCalledWith('welcomeShortcutsAbout', ['Alt+S', 'Alt+K']);
  });

  it('writes numbers, and chooses the form for them', () => {
    expect(tCount('overviewDevices', 1)).toBe('1 device');
    expect(tCount('overviewDevices', 1234)).toBe('1,234 devices');
  });
});
