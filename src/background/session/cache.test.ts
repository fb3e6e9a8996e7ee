import { describe, expect, it } from 'vitest';
import type { KnownSession } from '../../auth/session-snapshot';
import { unreachable } from '../clerk/errors';
import { claimsOf, signedIn } from '../testing/fake-clerk';
import { createFakeSession, jwtOf } from '../testing/fake-session';

const setUp = createFakeSession;

async function failRefresh({ clerk, cache }: ReturnType<typeof setUp>): Promise<void> {
  clerk.before = async (call) => {
    if (call === 'readSession') throw unreachable(true);
  };
  await expect(cache.refresh()).rejects.toThrow();
}

describe('refresh', () => {
  it('drops every token of the previous session, in memory and in the store', async () => {
    const { clerk, worker, service, cache } = setUp();
    const old = jwtOf(await service.getToken({}));
    clerk.session = signedIn('sess_2');
    await cache.refresh();
    expect(claimsOf(jwtOf(await service.getToken({}))).sessionId).toBe('sess_2');
    expect(worker.stored()).not.toContain(old);
  });

  it('keeps tokens when only the order of permissions differs', async () => {
    const { clerk, service, cache } = setUp();
    const withPermissions = (...permissions: string[]) => {
      const session = signedIn('sess_1', 'org_1') as KnownSession & { status: 'signed-in' };
      const organization = session.organization && { ...session.organization, permissions };
      return { ...session, organization };
    };
    clerk.session = withPermissions('org:a:read', 'org:b:read');
    const held = jwtOf(await service.getToken({}));
    clerk.session = withPermissions('org:b:read', 'org:a:read');
    await cache.refresh();
    expect(jwtOf(await service.getToken({}))).toBe(held);
    clerk.session = withPermissions('org:b:read');
    await cache.refresh();
    expect(jwtOf(await service.getToken({}))).not.toBe(held);
  });

  it('sees a change made while Clerk was answering an earlier refresh', async () => {
    const { clerk, service, cache } = setUp();
    clerk.before = async (call) => {
      if (call !== 'readSession' || clerk.calls.readSession !== 1) return;
      clerk.session = signedIn('sess_2');
    };
    const early = cache.refresh();
    const late = cache.refresh();
    expect(await early).toMatchObject({ sessionId: 'sess_1' });
    expect(await late).toMatchObject({ sessionId: 'sess_2' });
    expect(claimsOf(jwtOf(await service.getToken({}))).sessionId).toBe('sess_2');
  });
});

describe('a failed refresh', () => {
  it('is repeated by the next request, in the next life too', async () => {
    const world = setUp();
    const { clerk, worker, service } = world;
    await service.getToken({});
    clerk.session = signedIn('sess_1', 'org_1');
    await failRefresh(world);
    clerk.advance(10 * 3_600_000);
    clerk.before = async () => {};
    const next = worker.start();
    expect(claimsOf(jwtOf(await next.service.getToken({}))).organizationId).toBe('org_1');
  });

  it('is remembered when it was the one that woke the worker', async () => {
    const world = setUp();
    await world.service.getToken({});
    world.clerk.session = signedIn('sess_2');
    const woken = { ...world, ...world.worker.start() };
    await failRefresh(woken);
    world.clerk.before = async () => {};
    const next = world.worker.start();
    expect(claimsOf(jwtOf(await next.service.getToken({}))).sessionId).toBe('sess_2');
  });

  it('is no reason to answer signed-out, nor to withhold a cached token', async () => {
    const world = setUp();
    const held = jwtOf(await world.service.getToken({}));
    await failRefresh(world);
    expect(jwtOf(await world.service.getToken({}))).toBe(held);

    const out = setUp();
    out.clerk.session = { status: 'signed-out', fetchedAt: 0 };
    await out.service.getSession();
    out.clerk.session = signedIn('sess_1');
    await failRefresh(out);
    await expect(out.service.getToken({})).rejects.toMatchObject({ retryable: true });
    out.clerk.before = async () => {};
    expect((await out.service.getToken({})).status).toBe('ok');
  });
});

describe('the snapshot', () => {
  it('never holds a token', async () => {
    const { service, cache } = setUp();
    const jwt = jwtOf(await service.getToken({}));
    expect(JSON.stringify([cache.latest(), await service.getSession()])).not.toContain(jwt);
  });

  it('reaches a subscriber at once and at each change, until it unsubscribes', async () => {
    const { clerk, service, cache } = setUp();
    await service.getSession();
    const seen: string[] = [];
    const unsubscribe = cache.subscribe((snapshot) => seen.push(snapshot.status), { replay: true });
    await cache.whenIdle();
    expect(seen).toEqual(['signed-in']);
    await service.signOut();
    expect(seen).toEqual(['signed-in', 'signed-out']);
    unsubscribe();
    clerk.session = signedIn('sess_2');
    await cache.refresh();
    expect(seen).toHaveLength(2);
  });
});
