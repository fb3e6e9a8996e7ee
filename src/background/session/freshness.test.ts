import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFresh, isStale, localExpiry, readClaims, renewIn, retryIn } from './freshness';

const time = fc.integer({ min: 1_600_000_000_000, max: 2_000_000_000_000 });

describe('localExpiry', () => {
  it('is never later than the true expiry, however wrong this clock is and however slow the answer', () => {
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
  it('keeps the leeway to the millisecond', () => {
    const token = { mintedAt: 0, expiresAt: 60_000 };
    expect(isFresh(token, 10, 50_000)).toBe(true);
    expect(isFresh(token, 10, 50_001)).toBe(false);
    expect(isFresh(token, 0, 60_000)).toBe(true);
    expect(isFresh(token, 0, 60_001)).toBe(false);
  });

  it('distrusts a token minted in the future, as an old one seems after the clock was set back', () => {
    expect(isFresh({ mintedAt: 100_000, expiresAt: 160_000 }, 10, 99_999)).toBe(false);
  });
});

describe('renewIn', () => {
  it('is due before the default leeway would make a request wait', () => {
    fc.assert(
      fc.property(time, fc.integer({ min: 31, max: 600 }), (now, lifetime) => {
        const token = { mintedAt: now, expiresAt: now + lifetime * 1000 };
        const due = now + renewIn(token, now);
        expect(isFresh(token, 10, due)).toBe(true);
      }),
    );
  });

  it('is 0 when overdue', () => {
    expect(renewIn({ expiresAt: 1_000 }, 5_000)).toBe(0);
  });
});

describe('isStale', () => {
  it('is true after a minute, and for a time in the future', () => {
    expect(isStale({ fetchedAt: 1_000 }, 61_000)).toBe(false);
    expect(isStale({ fetchedAt: 1_000 }, 61_001)).toBe(true);
    expect(isStale({ fetchedAt: 1_000 }, 999)).toBe(true);
  });
});

describe('retryIn', () => {
  it('doubles, up to a minute', () => {
    expect(retryIn(0)).toBe(1_000);
    expect(retryIn(3)).toBe(8_000);
    fc.assert(fc.property(fc.nat(), (attempt) => retryIn(attempt) <= 60_000));
  });
});

const jwt = (claims: unknown) => `h.${btoa(JSON.stringify(claims))}.s`;

describe('readClaims', () => {
  it('reads iat and exp', () => {
    expect(readClaims(jwt({ iat: 1, exp: 61, sub: 'user_1' }))).toEqual({
      iat: 1,
      exp: 61,
      organizationId: null,
    });
  });

  it('reads the URL-safe alphabet', () => {
    const claims = { iat: 1, exp: 61, name: '???>>>~~~' };
    const urlSafe = jwt(claims).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    expect(readClaims(urlSafe)).toMatchObject({ iat: 1, exp: 61 });
  });

  it.each([
    ['version 2', { o: { id: 'org_1', rol: 'admin' } }, 'org_1'],
    ['version 2 without an organisation', { v: 2 }, null],
    ['version 1', { org_id: 'org_1' }, 'org_1'],
    ['version 1 without an organisation', { org_id: null }, null],
    ['a template of its own mind', { o: 'none', org_id: 7 }, null],
  ])('reads the organisation of %s', (_name, claims, organizationId) => {
    expect(readClaims(jwt({ iat: 1, exp: 61, ...claims }))).toMatchObject({ organizationId });
  });

  it.each([
    ['no exp', jwt({ iat: 1 })],
    ['text for a number', jwt({ iat: 1, exp: '61' })],
    ['an expiry before its beginning', jwt({ iat: 61, exp: 1 })],
    ['not JSON', 'h.%%%.s'],
    ['one part', 'token'],
    ['nothing', ''],
  ])('returns null for %s', (_name, text) => {
    expect(readClaims(text)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => `h.${btoa(encodeURI(json))}.s`),
        ),
        (text) => {
          readClaims(text);
        },
      ),
    );
  });
});
