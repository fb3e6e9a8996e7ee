import type { KnownSession } from '../../auth/session-snapshot';
import type { ClerkGateway, TokenScope } from '../clerk/gateway';

/** Milliseconds since the epoch at which every fake world starts. */
export const START = 1_800_000_000_000;

/**
 * A Clerk in memory behind the gateway's interface, with a clock the test moves and switches for
 * faults. Its tokens are unsigned JWTs that name their scope, so a test can read whose it got.
 */
export function createFakeClerk() {
  let now = START;
  let minted = 0;
  const clerk = {
    session: signedIn('sess_1') as KnownSession,
    tokenLifetimeSeconds: 60,
    /** Clerk's clock minus ours, in milliseconds. */
    skew: 0,
    calls: { readSession: 0, mintToken: 0, signOut: 0 },
    /** Runs inside each call, where a test may wait, throw or change the world. */
    before: async (_call: 'readSession' | 'mintToken' | 'signOut', _scope?: TokenScope) => {},
    now: () => now,
    advance(ms: number) {
      now += ms;
    },
  };
  const gateway: ClerkGateway = {
    async readSession() {
      clerk.calls.readSession += 1;
      const answer = { ...clerk.session, fetchedAt: clerk.now() };
      await clerk.before('readSession');
      return answer;
    },
    async mintToken(scope) {
      clerk.calls.mintToken += 1;
      await clerk.before('mintToken', scope);
      const iat = Math.floor((clerk.now() + clerk.skew) / 1000);
      minted += 1;
      return fakeJwt({ ...scope, iat, exp: iat + clerk.tokenLifetimeSeconds, n: minted });
    },
    async signOut() {
      clerk.calls.signOut += 1;
      await clerk.before('signOut');
      clerk.session = { status: 'signed-out', fetchedAt: clerk.now() };
    },
    async setActiveOrganization(_sessionId, organizationId) {
      if (clerk.session.status !== 'signed-in') return;
      clerk.session = signedIn(clerk.session.sessionId, organizationId);
    },
    retryNow() {},
  };
  return Object.assign(clerk, { gateway });
}

/** A signed-in session of a person who may belong to organisations. */
export function signedIn(sessionId: string, organizationId: string | null = null): KnownSession {
  return {
    status: 'signed-in',
    user: { id: 'user_1', fullName: 'Ada Example', email: 'ada@example.com', imageUrl: null },
    sessionId,
    sessionExpiresAt: START + 7 * 86_400_000,
    organization: organizationId && {
      id: organizationId,
      name: organizationId,
      slug: null,
      imageUrl: null,
      role: 'org:member',
      permissions: [],
    },
    fetchedAt: START,
  } as KnownSession;
}

/** The claims of a fake token. */
export function claimsOf(jwt: string): TokenScope & { iat: number; exp: number; n: number } {
  return JSON.parse(atob(jwt.split('.')[1] ?? ''));
}

function fakeJwt(claims: Record<string, unknown>): string {
  return `header.${btoa(JSON.stringify(claims))}.signature`;
}
