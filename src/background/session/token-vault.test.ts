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

describe('createTokenVault', () => {
  it('gives back what was put for the very same scope', () => {
    const vault = createTokenVault();
    vault.put(scope('s1', 'o1'), token('a'));
    vault.put(scope('s1'), token('b'));
    expect(vault.get(scope('s1', 'o1'))?.jwt).toBe('a');
    expect(vault.get(scope('s1'))?.jwt).toBe('b');
    expect(vault.get(scope('s1', 'o2'))).toBeUndefined();
  });

  it('holds one session only', () => {
    const vault = createTokenVault();
    vault.put(scope('s1'), token('old'));
    vault.put(scope('s2'), token('new'));
    expect(vault.get(scope('s1'))).toBeUndefined();
    expect(vault.get(scope('s2'))?.jwt).toBe('new');
  });

  it('stores what is still valid and takes it in again', () => {
    const vault = createTokenVault();
    vault.put(scope('s1'), token('a'));
    const next = createTokenVault();
    next.restore(vault.contents(59_999));
    expect(next.get(scope('s1'))?.jwt).toBe('a');
    expect(vault.contents(60_000)).toEqual({});
  });

  it('is empty once cleared', () => {
    const vault = createTokenVault();
    vault.put(scope('s1'), token('a'));
    vault.clear();
    expect(vault.get(scope('s1'))).toBeUndefined();
    expect(vault.contents(0)).toEqual({});
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
