import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALL_ERROR_CODES } from './client';
import { errorCopy } from './error-copy';

describe('errorCopy', () => {
  it.each(CALL_ERROR_CODES)('tells a person of %s what happened and what to do', (code) => {
    const { title, advice, action } = errorCopy(code);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(advice).toMatch(/^[A-Z].*\.$/);
    expect(`${title} ${advice}`).not.toMatch(/[A-Z]_[A-Z]|undefined/);
    if (action === 'reload-page') expect(advice).toMatch(/reload/i);
    if (action === 'retry') expect(advice).toMatch(/try again/i);
  });

  it('says when to come back, if Clerk did', () => {
    expect(errorCopy('CLERK_RATE_LIMITED', { retryAfterSeconds: 29.2 }).advice).toBe(
      'Clerk asks to slow down. Try again in 30 seconds.',
    );
    expect(errorCopy('CLERK_RATE_LIMITED', { retryAfterSeconds: 1 }).advice).toContain('1 second.');
  });

  it('is not misled by details of any other kind', () => {
    const vague = errorCopy('CLERK_RATE_LIMITED');
    const nonsense = fc
      .anything()
      .filter((value) => !(typeof value === 'number' && value > 0 && Number.isFinite(value)));
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ retryAfterSeconds: nonsense })),
        (details) => {
          expect(errorCopy('CLERK_RATE_LIMITED', details)).toEqual(vague);
        },
      ),
    );
    expect(errorCopy('OFFLINE', { retryAfterSeconds: 5 })).toEqual(errorCopy('OFFLINE'));
  });
});
