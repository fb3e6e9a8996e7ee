import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { CAUSES, causeOf, causeOfSilence, clerkCodesOf, isCause } from './cause';

describe('the cause', () => {
  it.each([
    ['native_api_disabled', 'native-api-off'],
    ['origin_authorization_headers_conflict', 'origin-not-allowed'],
    ['origin_invalid', 'origin-not-allowed'],
    ['host_invalid', 'unknown-key'],
    ['captcha_missing_token', 'bot-protection'],
    ['captcha_invalid', 'bot-protection'],
    ['requires_captcha', 'bot-protection'],
    ['resource_missmatch', 'redirect-not-allowed'],
    ['user_banned', 'user-banned'],
    ['user_locked', 'user-locked'],
    ['user_deactivated', 'user-deactivated'],
    ['maintenance_mode', 'maintenance'],
  ])('that %s tells of is %s', (code, cause) => {
    expect(causeOf(code)).toBe(cause);
  });

  it.each(['', 'form_password_incorrect', 'toString', '__proto__', 'maintenance'])(
    'is none for "%s"',
    (code) => {
      expect(causeOf(code)).toBeUndefined();
    },
  );

  it('is one for each of Clerk’s codes', () => {
    const codes = CAUSES.flatMap((cause) => clerkCodesOf(cause));
    expect(new Set(codes).size).toBe(codes.length);
    expect(isCause('toString')).toBe(false);
  });

  it('of silence is the clock only where that cannot be right', () => {
    expect(causeOfSilence(Date.UTC(2001, 0))).toBe('clock-wrong');
    expect(causeOfSilence(Date.UTC(2026, 6))).toBeUndefined();
    const heardAt = Date.UTC(2027, 5, 15);
    expect(causeOfSilence(Date.UTC(2027, 5, 13), heardAt)).toBe('clock-wrong');
    expect(causeOfSilence(Date.UTC(2027, 5, 14, 1), heardAt)).toBeUndefined();
    expect(causeOfSilence(Date.UTC(2028, 5, 15), heardAt)).toBeUndefined();
    expect(causeOfSilence(Date.UTC(2028, 7, 15), heardAt)).toBe('clock-wrong');
  });

  it.each(CAUSES)('%s has its row in the docs, with the codes that tell of it', async (cause) => {
    const docs = await readFile('docs/troubleshooting.md', 'utf8');
    const row = docs.split('\n').find((line) => line.startsWith(`| \`${cause}\` |`));
    for (const code of clerkCodesOf(cause)) expect(row).toContain(`\`${code}\``);
    expect(row).toBeDefined();
  });
});
