import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { authError } from '../../auth/contract';
import { createCoolDown } from './cool-down';
import { unreachable } from './errors';

const limited = (retryAfterSeconds?: number) =>
  authError('CLERK_RATE_LIMITED', 'Fewer requests.', {
    retryable: true,
    ...(retryAfterSeconds === undefined ? {} : { details: { retryAfterSeconds } }),
  });

function setUp(random = () => 0) {
  let time = 1_000_000;
  const coolDown = createCoolDown(() => time, random);
  return { coolDown, pass: (ms: number) => (time += ms) };
}

afterEach(() => vi.useRealTimers());

describe('createCoolDown', () => {
  it('ends on time although the machine’s clock is set back meanwhile', () => {
    vi.useFakeTimers();
    const coolDown = createCoolDown();
    coolDown.begin()(limited(7));
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(6_999);
    expect(coolDown.error()).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(coolDown.error()).toBeNull();
  });

  it('lets the second ask through at once, since one failure may be a fluke', () => {
    const { coolDown } = setUp();
    coolDown.begin()(unreachable(true));
    expect(coolDown.error()).toBeNull();
  });

  it('obeys Retry-After from the first failure, and says how many seconds are left', () => {
    const { coolDown, pass } = setUp();
    coolDown.begin()(limited(7));
    pass(2_500);
    expect(coolDown.error()).toMatchObject({
      code: 'CLERK_RATE_LIMITED',
      details: { retryAfterSeconds: 5 },
    });
    pass(4_500);
    expect(coolDown.error()).toBeNull();
  });

  it('ends on a reset, as after a success or when the network returns', () => {
    const { coolDown } = setUp();
    coolDown.begin()(limited(60));
    coolDown.reset();
    expect(coolDown.error()).toBeNull();
    coolDown.begin()(unreachable(true));
    expect(coolDown.error()).toBeNull();
  });

  it('takes failures of requests that were under way together for one', () => {
    const { coolDown, pass } = setUp();
    const asks = Array.from({ length: 50 }, () => coolDown.begin());
    for (const fail of asks) fail(unreachable(true));
    expect(coolDown.error()).toBeNull();
    coolDown.begin()(unreachable(true));
    expect(coolDown.error()).not.toBeNull();
    pass(500);
    expect(coolDown.error()).toBeNull();
  });

  it.each(['CLERK_REJECTED', 'NOT_A_MEMBER', 'OFFLINE'] as const)('is not begun by %s', (code) => {
    const { coolDown } = setUp();
    for (let n = 0; n < 5; n += 1) coolDown.begin()(authError(code, 'no', { retryable: false }));
    expect(coolDown.error()).toBeNull();
  });

  it('lets a hundred asks a second through no more than a handful of times while Clerk fails', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 100, maxLength: 100 }),
        (draws) => {
          let draw = 0;
          const { coolDown, pass } = setUp(() => draws[draw++ % draws.length] ?? 0);
          let asked = 0;
          for (let ask = 0; ask < 100; ask += 1) {
            if (!coolDown.error()) {
              asked += 1;
              coolDown.begin()(unreachable(true));
            }
            pass(10);
          }
          expect(asked).toBeLessThanOrEqual(5);
        },
      ),
    );
  });

  it('never waits longer than ten seconds, or what Clerk asks for up to ten minutes', () => {
    const failure = fc.option(fc.integer({ min: -10, max: 100_000 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(failure, { minLength: 1 }), (waits) => {
        const { coolDown, pass } = setUp();
        for (const seconds of waits) coolDown.begin()(limited(seconds));
        const longest = Math.max(10, ...waits.map((seconds) => Math.min(seconds ?? 0, 600)));
        pass(longest * 1000);
        expect(coolDown.error()).toBeNull();
      }),
    );
  });
});
