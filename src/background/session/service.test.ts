import { afterEach, describe, expect, it, vi } from 'vitest';
import { START } from '../testing/fake-clerk';
import { createFakeSession } from '../testing/fake-session';

afterEach(() => vi.useRealTimers());

const setUp = createFakeSession;

describe('the session service', () => {
  it('rejects with a typed error before the route’s deadline when Clerk hangs', async () => {
    vi.useFakeTimers({ now: START });
    const { clerk, service } = setUp();
    clerk.before = () => new Promise(() => {});
    const asks = [
      service.getToken({}),
      service.getToken({ fresh: true }),
      service.setActiveOrganization(null),
    ].map((ask) => expect(ask).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' }));
    await vi.advanceTimersByTimeAsync(9_000);
    await Promise.all(asks);
  });
});
