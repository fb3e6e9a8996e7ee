import { describe, expect, it, vi } from 'vitest';
import { t, tCount } from './t';

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

  it('writes numbers, and chooses the form for them', () => {
    expect(tCount('overviewDevices', 1)).toBe('1 device');
    expect(tCount('overviewDevices', 1234)).toBe('1,234 devices');
  });
});
