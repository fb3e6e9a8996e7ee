import { describe, expect, it } from 'vitest';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { signedIn } from '../auth/testing/snapshots';
import { isClerkBack } from './recovery';

const SHOWN_AT = 20_000;

const signedOut = (fetchedAt: number): SessionSnapshot => ({ status: 'signed-out', fetchedAt });

describe('isClerkBack', () => {
  it('is false while the panel’s own load is merely slow, whatever the worker has heard', () => {
    expect(isClerkBack(signedIn({ fetchedAt: SHOWN_AT + 1 }), null, SHOWN_AT)).toBe(false);
    expect(isClerkBack(signedOut(SHOWN_AT + 1), null, SHOWN_AT)).toBe(false);
  });

  it('is true once the worker has reached Clerk after the panel’s last failure', () => {
    const failure = { reason: 'unreachable', at: 10_000 } as const;
    expect(isClerkBack(signedIn({ fetchedAt: 10_000 }), failure, SHOWN_AT)).toBe(false);
    expect(isClerkBack(signedIn({ fetchedAt: 10_001 }), failure, SHOWN_AT)).toBe(true);
  });

  it('takes a signed-out, which the worker may say without asking, only if it came since', () => {
    const failure = { reason: 'misconfigured', at: 10_000 } as const;
    expect(isClerkBack(signedOut(SHOWN_AT), failure, SHOWN_AT)).toBe(false);
    expect(isClerkBack(signedOut(SHOWN_AT + 1), failure, SHOWN_AT)).toBe(true);
    const later = { ...failure, at: SHOWN_AT + 5 };
    expect(isClerkBack(signedOut(SHOWN_AT + 1), later, SHOWN_AT)).toBe(false);
  });

  it('is false while the worker knows nothing', () => {
    const failure = { reason: 'unreachable', at: 10_000 } as const;
    const unavailable = {
      status: 'unavailable',
      reason: 'unreachable',
      fetchedAt: 30_000,
    } as const;
    expect(isClerkBack(undefined, failure, SHOWN_AT)).toBe(false);
    expect(isClerkBack(unavailable, failure, SHOWN_AT)).toBe(false);
  });
});
