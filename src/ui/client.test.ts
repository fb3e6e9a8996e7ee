import { describe, expect, it } from 'vitest';
import { MessagingError } from '../messaging/errors';
import { CALL_ERROR_CODES, toCallError } from './client';

describe('toCallError', () => {
  it.each(CALL_ERROR_CODES)('keeps %s as it is', (code) => {
    const error = new MessagingError(code, 'x', { retryable: false });
    expect(toCallError(error)).toBe(error);
  });

  it.each([
    new MessagingError('toString', 'x', { retryable: false }),
    new Error('x'),
    { code: 'OFFLINE' },
    undefined,
  ])('makes INTERNAL of anything else, with it as the cause', (thrown) => {
    const error = toCallError(thrown);
    expect(error.code).toBe('INTERNAL');
    expect(error.cause).toBe(thrown);
    expect(error.message).not.toContain('x');
  });
});
