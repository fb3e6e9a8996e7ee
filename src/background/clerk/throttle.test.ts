import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { throttle } from './throttle';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp() {
  const runs: number[] = [];
  const call = throttle(
    async () => runs.push(Date.now()),
    { burst: 3, intervalMs: 1_000 },
    Date.now,
  );
  vi.setSystemTime(0);
  return { runs, call };
}

it('runs at once until the burst is used up, then in intervals', async () => {
  const { runs, call } = setUp();
  for (let ms = 0; ms < 5_000; ms += 100) {
    void call();
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.runAllTimersAsync();
  expect(runs).toEqual([0, 100, 200, 1_000, 2_000, 3_000, 4_000, 5_000]);
});

it('runs once more for all calls that came while it ran, and tells them of that run', async () => {
  const { runs, call } = setUp();
  const outcomes = Promise.all([call(), call(), call(), call()]);
  await vi.runAllTimersAsync();
  expect(await outcomes).toEqual([1, 2, 2, 2]);
  expect(runs).toHaveLength(2);
});

it('has the whole burst again after a rest', async () => {
  const { runs, call } = setUp();
  for (let index = 0; index < 3; index += 1) await call();
  await vi.advanceTimersByTimeAsync(3_000);
  for (let index = 0; index < 3; index += 1) await call();
  expect(runs).toEqual([0, 0, 0, 3_000, 3_000, 3_000]);
});

it('goes on after a failure, of which it tells', async () => {
  const task = vi.fn(async () => {});
  const call = throttle(task, { burst: 1, intervalMs: 1_000 }, Date.now);
  task.mockRejectedValueOnce(new Error('away'));
  await expect(call()).rejects.toThrow('away');
  const next = call();
  await vi.advanceTimersByTimeAsync(1_000);
  await next;
  expect(task).toHaveBeenCalledTimes(2);
});
