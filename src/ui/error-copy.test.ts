import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAUSES } from '../auth/cause';
import { CALL_ERROR_CODES } from './client';
import { errorCopy } from './error-copy';
import { remedyFor } from './remedies';

describe('errorCopy', () => {
  it.each(CALL_ERROR_CODES)('tells a person of %s what happened and what to do', (code) => {
    const { title, advice, action } = errorCopy(code);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(advice).toMatch(/^[A-Z].*\.$/);
    expect(`${title} ${advice}`).not.toMatch(/[A-Z]_[A-Z]|undefined/);
    if (action === 'reload-page') expect(advice).toMatch(/reload/i);
    if (action === 'retry') expect(advice).toMatch(/try again/i);
  });

  it.each(CAUSES)('tells a person of %s what they can do, whatever the code', (cause) => {
    const copy = errorCopy('CLERK_REJECTED', { cause });
    expect(copy).toEqual(errorCopy('MISCONFIGURED', { cause }));
    expect(copy).not.toEqual(errorCopy('CLERK_REJECTED'));
    expect(copy.title).toMatch(/^[A-Z].*[^.]$/);
    expect(copy.advice).toMatch(/^[A-Z].*\.$/);
    expect(`${copy.title} ${copy.advice}`).not.toMatch(/dashboard|console|npm|Native API/);
    if (copy.action === 'retry') expect(copy.advice).toMatch(/try again/i);
  });

  it.each(CAUSES)('tells developers of %s what mends it, by a command', (cause) => {
    const { sentence, command } = remedyFor(cause, { origin: 'chrome-extension://abc', host: 'h' });
    expect(sentence).toMatch(/^[A-Zc].*:$/);
    expect(command).toMatch(/^(npm run doctor|CLERK_SECRET_KEY=sk_... npm run doctor|curl |date )/);
    // It may be pasted as it is: it replaces no list, and names no secret.
    expect(command).not.toMatch(/allowed_origins|sk_(test|live)/);
  });

  it('keeps nobody’s sign-in who may never have signed in', () => {
    const kept = CALL_ERROR_CODES.filter((code) => /sign-in is kept/.test(errorCopy(code).advice));
    expect(kept).toEqual([]);
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
