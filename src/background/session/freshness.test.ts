import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFresh, isStale, localExpiry, renewIn, retryIn } from './freshness';

const time = fc.integer({ min: 1_600_000_000_000, max: 2_000_000_000_000 });

describe('localExpiry', () => {
  it('is never later than the true end, however wrong this clock is and however slow the answer', () => {
    const skew = fc.integer({ min: -86_400_000, max: 86_400_000 });
    fc.assert(
      fc.property(
        time,
        skew,
        fc.nat(30_000),
        fc.nat(600),
        (sentAt, skewMs, transitMs, lifetime) => {
          // By the true clock: asked at `sentAt`, minted `transitMs` later.
          const mintedAtTrue = sentAt + transitMs;
          const iat = Math.floor(mintedAtTrue / 1000);
          const exp = iat + lifetime;
          const askedAtLocal = sentAt + skewMs;
          const endsTrue = localExpiry(askedAtLocal, { iat, exp }) - skewMs;
          expect(endsTrue).toBeLessThanOrEqual(mintedAtTrue + lifetime * 1000);
        },
      ),
    );
  });
});

describe('isFresh', () => {
  it('promises the leeway exactly', () => {
    const token = { mintedAt: 0, expiresAt: 60_000 };
    expect(isFresh(token, 10, 50_000)).toBe(true);
    expect(isFresh(token, 10, 50_001)).toBe(false);
    expect(isFresh(token, 0, 60_000)).toBe(true);
    expect(isFresh(token, 0, 60_001)).toBe(false);
  });

  it('distrusts a token from the future, which a clock set back makes of an old one', () => {
    expect(isFresh({ mintedAt: 100_000, expiresAt: 160_000 }, 10, 99_999)).toBe(false);
  });
});

describe('renewIn', () => {
  it('comes due before the default leeway would make an ask wait', () => {
    fc.assert(
      fc.property(time, fc.integer({ min: 31, max: 600 }), (now, lifetime) => {
        const token = { mintedAt: now, expiresAt: now + lifetime * 1000 };
        const due = now + renewIn(token, now);
        expect(isFresh(token, 10, due)).toBe(true);
      }),
    );
  });

  it('is at once when overdue', () => {
    expect(renewIn({ expiresAt: 1_000 }, 5_000)).toBe(0);
  });
});

describe('isStale', () => {
  it('is so after a minute, and for a time that has not come yet', () => {
    expect(isStale({ fetchedAt: 1_000 }, 61_000)).toBe(false);
    expect(isStale({ fetchedAt: 1_000 }, 61_001)).toBe(true);
    expect(isStale({ fetchedAt: 1_000 }, 999)).toBe(true);
  });
});

describe('retryIn', () => {
  it('grows and stays within a minute', () => {
    expect(retryIn(0)).toBe(1_000);
    expect(retryIn(3)).toBe(8_000);
    fc.assert(fc.property(fc.nat(), (attempt) => retryIn(attempt) <= 60_000));
  });
});
