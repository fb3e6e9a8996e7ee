import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenScope } from '../clerk/gateway';
import { createTokenVault, keyOf } from './token-vault';

const token = (jwt: string) => ({ jwt, mintedAt: 0, expiresAt: 60_000 });
const scope = (sessionId: string, organizationId: string | null = null): TokenScope => ({
  sessionId,
  organizationId,
  template: null,
});
const anyScope: fc.Arbitrary<TokenScope> = fc.record({
  sessionId: fc.string(),
  organizationId: fc.option(fc.string()),
  template: fc.option(fc.string()),
});

/** A vault, and the clocks it reads. */
function setUp() {
  const clock = { time: 0, stood: 0, now: () => clock.time, steady: () => clock.stood };
  const vault = createTokenVault(clock);
  const put = (where: TokenScope, jwt: string) => vault.put(where, token(jwt), vault.generation());
  return { clock, vault, put };
}

describe('createTokenVault', () => {
  it('gives back what was put for the very same scope', () => {
    const { vault, put } = setUp();
    put(scope('s1', 'o1'), 'a');
    put(scope('s1'), 'b');
    expect(vault.get(scope('s1', 'o1'))?.jwt).toBe('a');
    expect(vault.get(scope('s1'))?.jwt).toBe('b');
    expect(vault.get(scope('s1', 'o2'))).toBeUndefined();
  });

  it('holds one session only', () => {
    const { vault, put } = setUp();
    put(scope('s1'), 'old');
    put(scope('s2'), 'new');
    expect(vault.get(scope('s1'))).toBeUndefined();
    expect(vault.get(scope('s2'))?.jwt).toBe('new');
  });

  it('stores what is still valid and takes it in again, by the same clock', () => {
    const { clock, vault, put } = setUp();
    put(scope('s1'), 'a');
    clock.time = clock.stood = 59_999;
    for (const clockOffset of [0, 1_001]) {
      const next = createTokenVault(clock);
      next.restore({ ...vault.contents(), clockOffset });
      expect(next.get(scope('s1'))?.jwt).toBe(clockOffset === 0 ? 'a' : undefined);
    }
    clock.time = clock.stood = 60_000;
    expect(vault.contents().tokens).toEqual({});
  });

  it('is empty once cleared', () => {
    const { vault, put } = setUp();
    put(scope('s1'), 'a');
    vault.clear();
    expect(vault.get(scope('s1'))).toBeUndefined();
    expect(vault.contents().tokens).toEqual({});
  });

  it('takes no token that was asked for in an earlier generation, and keeps those it holds', () => {
    const { vault, put } = setUp();
    put(scope('s1'), 'a');
    const before = vault.generation();
    vault.beginGeneration();
    expect(vault.put(scope('s1'), token('late'), before)).toBe(false);
    expect(vault.get(scope('s1'))?.jwt).toBe('a');
  });

  it('begins an empty generation when the clock is set', () => {
    const { clock, vault, put } = setUp();
    put(scope('s1'), 'a');
    const before = vault.generation();
    clock.time -= 1_001;
    expect(vault.get(scope('s1'))).toBeUndefined();
    expect(vault.generation()).toBeGreaterThan(before);
  });

  it('holds tokens back for as long as anybody wants it to', () => {
    const { vault, put } = setUp();
    put(scope('s1'), 'a');
    const releases = [vault.withhold(), vault.withhold()];
    for (const release of releases) {
      expect(vault.get(scope('s1'))).toBeUndefined();
      expect(vault.contents().tokens).toEqual({});
      release();
    }
    expect(vault.get(scope('s1'))?.jwt).toBe('a');
  });
});

describe('keyOf', () => {
  it('differs exactly when scopes differ', () => {
    fc.assert(
      fc.property(anyScope, anyScope, (one, two) => {
        const same =
          one.sessionId === two.sessionId &&
          one.organizationId === two.organizationId &&
          one.template === two.template;
        expect(keyOf(one) === keyOf(two)).toBe(same);
      }),
    );
  });
});
