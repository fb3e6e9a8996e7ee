import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { createFakeClerk, signedIn } from './testing/fake-clerk';
import { createFakePage } from './testing/fake-page';

afterEach(() => vi.useRealTimers());

function setUp() {
  const clerk = createFakeClerk();
  return { clerk, page: createFakePage(clerk) };
}

describe('the auth routes', () => {
  it('serve a token', async () => {
    const { page } = setUp();
    expect(await page.call('auth.getToken', {})).toMatchObject({
      status: 'ok',
      token: { sessionId: 'sess_1', source: 'clerk' },
    });
  });

  it('refuse a template for an organisation that is not active, with a token cached or not', async () => {
    const { clerk, page } = setUp();
    clerk.session = signedIn('sess_1', 'org_1');
    for (let time = 1; time <= 2; time += 1) {
      await expect(
        page.call('auth.getToken', { template: 'api', organizationId: 'org_2' }),
      ).rejects.toMatchObject({ code: 'CLERK_REJECTED', retryable: false });
      await page.call('auth.getToken', {});
    }
  });

  it('serve the session', async () => {
    const { page } = setUp();
    expect(await page.call('auth.getSession', {})).toEqual(signedIn('sess_1'));
  });

  it('sign out, and again without an error', async () => {
    const { clerk, page } = setUp();
    for (let time = 1; time <= 2; time += 1) {
      expect(await page.call('auth.signOut', {})).toEqual({});
      expect(await page.call('auth.getToken', {})).toEqual({ status: 'signed-out' });
    }
    expect(clerk.session.status).toBe('signed-out');
  });

  it('switch the organisation', async () => {
    const { page } = setUp();
    expect(
      await page.call('auth.setActiveOrganization', { organizationId: 'org_1' }),
    ).toMatchObject({ organization: { id: 'org_1' } });
  });

  it('switch the account', async () => {
    const { clerk, page } = setUp();
    await page.call('auth.getToken', {});
    expect(await page.call('auth.setActiveSession', { sessionId: 'sess_2' })).toMatchObject({
      sessionId: 'sess_2',
    });
    expect(await page.call('auth.getToken', {})).toMatchObject({ token: { sessionId: 'sess_2' } });
    for (const sessionId of ['', 'x'.repeat(129)]) {
      await expect(page.call('auth.setActiveSession', { sessionId })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    }
    expect(clerk.calls.setActiveSession).toBe(1);
  });

  it('stream the session, and what a refresh finds', async () => {
    // Watched, the worker renews tokens by a timer.
    vi.useFakeTimers();
    const { clerk, page } = setUp();
    const heard: SessionSnapshot['status'][] = [];
    const controller = new AbortController();
    page.watch('auth.watchSession', {}, ({ status }) => heard.push(status), {
      signal: controller.signal,
    });
    await vi.waitFor(() => expect(heard).toEqual(['signed-in']));
    clerk.session = { status: 'signed-out', fetchedAt: clerk.now() };
    await page.call('auth.refresh', {});
    await vi.waitFor(() => expect(heard).toEqual(['signed-in', 'signed-out']));
    controller.abort();
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0));
  });
});
