import { describe, expect, it } from 'vitest';
import { unreachable } from '../clerk/errors';
import { claimsOf, signedIn } from '../testing/fake-clerk';
import { atHand, createFakeSession, jwtOf, sessionGone } from '../testing/fake-session';

const setUp = createFakeSession;

describe('signOut', () => {
  it('succeeds when the session is over already', async () => {
    const { clerk, service, cache } = setUp();
    await service.getToken({});
    clerk.session = { status: 'signed-out', fetchedAt: 0 };
    clerk.before = async (call) => {
      if (call === 'signOut') throw sessionGone();
    };
    await service.signOut();
    expect(cache.latest().status).toBe('signed-out');
  });

  it('succeeds when Clerk did it but its answer was lost', async () => {
    const { clerk, service } = setUp();
    await service.getToken({});
    clerk.before = async (call) => {
      if (call !== 'signOut') return;
      clerk.session = { status: 'signed-out', fetchedAt: 0 };
      throw unreachable(true);
    };
    await service.signOut();
    expect(atHand(service, {})).toBeNull();
    expect(await service.getToken({})).toEqual({ status: 'signed-out' });
  });

  it('rejects when Clerk is out of reach, and the session is refreshed later', async () => {
    const { clerk, service, cache } = setUp();
    const held = jwtOf(await service.getToken({}));
    clerk.before = async () => {
      throw unreachable(true);
    };
    await expect(service.signOut()).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
    expect(cache.isInvalidated()).toBe(true);
    clerk.before = async () => {};
    expect(jwtOf(await service.getToken({}))).toBe(held);
    expect(cache.isInvalidated()).toBe(false);
  });

  it('keeps the sign-in when Clerk could not be told', async () => {
    const { clerk, service } = setUp();
    await service.getToken({});
    clerk.before = async (call) => {
      if (call === 'signOut') throw unreachable(false);
    };
    await expect(service.signOut()).rejects.toMatchObject({ code: 'OFFLINE', retryable: true });
    expect((await service.getToken({})).status).toBe('ok');
  });

  it('is not undone by a refresh that began before it', async () => {
    const { clerk, worker, service, cache } = setUp();
    const old = jwtOf(await service.getToken({}));
    clerk.before = async (call) => {
      if (call === 'readSession' && clerk.calls.readSession === 2) await service.signOut();
    };
    await cache.refresh();
    expect(cache.latest().status).toBe('signed-out');
    expect(await service.getToken({})).toEqual({ status: 'signed-out' });
    expect(worker.stored()).not.toContain(old);
  });

  it('is stored for the next life before any page is told', async () => {
    const { worker, service, cache } = setUp();
    await service.getToken({});
    const told = new Promise<string | undefined>((resolve) => {
      cache.subscribe(
        ({ status }) => {
          if (status === 'signed-out') resolve(worker.stored());
        },
        { replay: true },
      );
    });
    await service.signOut();
    expect(JSON.parse((await told) ?? '{}')).toMatchObject({
      snapshot: { status: 'signed-out' },
      tokens: {},
    });
  });
});

describe('setActiveOrganization', () => {
  it('shows in the next token', async () => {
    const { service } = setUp();
    await service.getToken({});
    expect(await service.setActiveOrganization('org_7')).toMatchObject({
      organization: { id: 'org_7' },
    });
    expect(claimsOf(jwtOf(await service.getToken({}))).organizationId).toBe('org_7');
  });

  it('shows in the next token when Clerk did it but its answer was lost', async () => {
    const { clerk, service } = setUp();
    await service.getToken({});
    clerk.gateway.setActiveOrganization = async () => {
      clerk.session = signedIn('sess_1', 'org_7');
      throw unreachable(true);
    };
    await expect(service.setActiveOrganization('org_7')).rejects.toThrow();
    expect(claimsOf(jwtOf(await service.getToken({}))).organizationId).toBe('org_7');
  });
});
