import type { KnownSession } from '../../auth/session-snapshot';
import * as snapshots from '../../auth/testing/snapshots';
import { unknownSession } from '../clerk/errors';
import type { ClerkGateway, TokenScope } from '../clerk/gateway';

/** Milliseconds since the epoch at which every fake world starts. */
export const START = 1_800_000_000_000;

/**
 * A Clerk in memory behind the gateway's interface, with clocks the test moves and switches for
 * faults. As at Clerk, a template is filled in for the organisation that is active when it is minted.
 * Its tokens are unsigned JWTs that name their scope, so a test can read whose it got.
 */
export function createFakeClerk() {
  let now = START;
  let steady = 0;
  let minted = 0;
  const clerk = {
    session: signedIn('sess_1') as KnownSession,
    tokenLifetimeSeconds: 60,
    /** How old the token is that the next `mintToken` answers; 0 when it is made for that. */
    nextTokenAge: 0,
    /** Clerk's clock minus ours, in milliseconds. */
    skew: 0,
    calls: {
      readSession: 0,
      mintToken: 0,
      signOut: 0,
      setActiveOrganization: 0,
      setActiveSession: 0,
    },
    /** Runs inside each call, where a test may wait, throw or change the world. */
    before: async (_call: keyof ClerkGateway, _scope?: TokenScope) => {},
    /** Runs when Clerk has done its part, before the answer is here. */
    after: async (_call: keyof ClerkGateway) => {},
    now: () => now,
    steady: () => steady,
    /** Lets time pass. */
    advance(ms: number) {
      now += ms;
      steady += ms;
    },
    /** Sets this machine's clock; Clerk's stays right. */
    setClock(ms: number) {
      now += ms;
      clerk.skew -= ms;
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
      const ageSeconds = clerk.nextTokenAge;
      clerk.nextTokenAge = 0;
      const iat = Math.floor((clerk.now() + clerk.skew) / 1000) - ageSeconds;
      minted += 1;
      const active =
        clerk.session.status === 'signed-in' ? (clerk.session.organization?.id ?? null) : null;
      const organizationId = scope.template === null ? scope.organizationId : active;
      const o = organizationId === null ? undefined : { id: organizationId };
      const exp = iat + clerk.tokenLifetimeSeconds;
      const jwt = fakeJwt({ ...scope, organizationId, o, iat, exp, n: minted });
      await clerk.after('mintToken');
      return { jwt, ageSeconds };
    },
    async signOut() {
      clerk.calls.signOut += 1;
      await clerk.before('signOut');
      clerk.session = { status: 'signed-out', fetchedAt: clerk.now() };
      await clerk.after('signOut');
    },
    async setActiveOrganization(_sessionId, organizationId) {
      clerk.calls.setActiveOrganization += 1;
      await clerk.before('setActiveOrganization');
      if (clerk.session.status !== 'signed-in') return null;
      clerk.session = signedIn(clerk.session.sessionId, organizationId);
      const answer = { ...clerk.session, fetchedAt: clerk.now() };
      await clerk.after('setActiveOrganization');
      return answer;
    },
    async setActiveSession(sessionId) {
      clerk.calls.setActiveSession += 1;
      await clerk.before('setActiveSession');
      if (clerk.session.status === 'signed-out') throw unknownSession();
      clerk.session = signedIn(sessionId);
      const answer = { ...clerk.session, fetchedAt: clerk.now() };
      await clerk.after('setActiveSession');
      return answer;
    },
    retryNow() {},
  };
  return Object.assign(clerk, { gateway });
}

/** A signed-in session, fetched at the start, of a person who may belong to organisations. */
export function signedIn(
  sessionId: string,
  organizationId: string | null = null,
): Extract<KnownSession, { status: 'signed-in' }> {
  return snapshots.signedIn({
    sessionId,
    sessionExpiresAt: START + 7 * 86_400_000,
    organization: organizationId === null ? null : snapshots.organization(organizationId),
    fetchedAt: START,
  });
}

/** The claims of a fake token. */
export function claimsOf(jwt: string): TokenScope & { iat: number; exp: number; n: number } {
  return JSON.parse(atob(jwt.split('.')[1] ?? ''));
}

function fakeJwt(claims: Record<string, unknown>): string {
  return `header.${btoa(JSON.stringify(claims))}.signature`;
}
