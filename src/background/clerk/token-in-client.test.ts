import { describe, expect, it, vi } from 'vitest';
import type { ClerkClient, ClerkSession } from './client';
import { createClientClock, tokenInClient } from './token-in-client';

const HOST = 'clerk.example.com';
const CLIENT = `https://${HOST}/v1/client?_is_native=1`;
const scope = { sessionId: 'sess_1', organizationId: 'org_1', template: null };

function clerkWith(claims: object, session: Partial<ClerkSession> = {}): ClerkClient {
  const jwt = `header.${btoa(JSON.stringify(claims))}.signature`;
  const only = {
    id: 'sess_1',
    status: 'active',
    lastActiveToken: { getRawString: () => jwt },
    ...session,
  } as ClerkSession;
  return { client: { signedInSessions: [only] } } as unknown as ClerkClient;
}

const CLAIMS = { iat: 1_000, exp: 1_060, o: { id: 'org_1' } };

describe('tokenInClient', () => {
  it.each([
    ['made for the answer', 1_000, 1],
    ['from earlier', 1_040, 41],
    ['made after the second that `Date` names', 999, 1],
  ])('gives a token %s its age by Clerk’s clock', (_, answeredAt, ageSeconds) => {
    const clerk = clerkWith(CLAIMS);
    expect(tokenInClient(clerk, scope, answeredAt)).toMatchObject({ ageSeconds });
  });

  it.each([
    ['nobody knows when Clerk answered', clerkWith(CLAIMS), scope, null],
    ['it has expired', clerkWith(CLAIMS), scope, 1_059],
    ['a template is asked for', clerkWith(CLAIMS), { ...scope, template: 'api' }, 1_000],
    ['it is for another organisation', clerkWith({ ...CLAIMS, o: undefined }), scope, 1_000],
    ['it is for none', clerkWith(CLAIMS), { ...scope, organizationId: null }, 1_000],
    ['it is of another session', clerkWith(CLAIMS, { id: 'sess_2' }), scope, 1_000],
    ['the session is pending', clerkWith(CLAIMS, { status: 'pending' }), scope, 1_000],
    ['none came', clerkWith(CLAIMS, { lastActiveToken: null }), scope, 1_000],
    ['it is no JWT', clerkWith([]), scope, 1_000],
  ])('has none when %s', (_, clerk, asked, answeredAt) => {
    expect(tokenInClient(clerk, asked, answeredAt)).toBeNull();
  });
});

describe('createClientClock', () => {
  const answer = (date: string | null, status = 200) =>
    new Response('{}', { status, headers: date === null ? {} : { Date: date } });
  const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';

  it('notes when Clerk answered who the client is', async () => {
    const fetch = vi.fn(async () => answer(DATE));
    const clock = createClientClock(HOST, fetch);
    expect(clock.answeredAt()).toBeNull();
    await clock.fetch(`https://${HOST}/v1/environment`);
    await clock.fetch('https://other.example.com/v1/client');
    expect(clock.answeredAt()).toBeNull();
    await clock.fetch(new URL(CLIENT));
    expect(clock.answeredAt()).toBe(784_111_777);
  });

  it.each([
    ['says no time', answer(null)],
    ['says no time that can be read', answer('soon')],
    ['is a failure', answer(DATE, 500)],
  ])('knows nothing any more after an answer that %s', async (_, last) => {
    const fetch = vi.fn(async () => answer(DATE));
    const clock = createClientClock(HOST, fetch);
    await clock.fetch(CLIENT);
    fetch.mockResolvedValueOnce(last);
    await clock.fetch(CLIENT);
    expect(clock.answeredAt()).toBeNull();
  });
});
