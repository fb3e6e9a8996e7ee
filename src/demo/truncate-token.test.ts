import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { truncateToken } from './truncate-token';

describe('truncateToken', () => {
  it('keeps both ends', () => {
    expect(truncateToken('eyJhbGciOi.payload.signature', 5, 4)).toBe('eyJhb…ture');
  });

  it('is never longer than the token, nor than a line', () => {
    fc.assert(
      fc.property(fc.base64String({ maxLength: 200 }), (token) => {
        const shown = truncateToken(token);
        expect(shown.length).toBeLessThanOrEqual(Math.min(token.length, 29));
        if (shown !== token) expect(token.startsWith(shown.split('…')[0] ?? '')).toBe(true);
      }),
    );
  });
});
