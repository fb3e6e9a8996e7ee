import { expect, it, vi } from 'vitest';
import { memoryArea } from '../../clerk/testing/memory-area';
import { createFollowedChanges } from './followed-changes';

/** A worker's life; what is stored outlives it. */
function live(area = memoryArea()) {
  const refresh = vi.fn(async () => true);
  return { refresh, ...createFollowedChanges(refresh, area) };
}

it('asks about each value once, in this life and in the next', async () => {
  const area = memoryArea();
  const first = live(area);
  for (const value of ['1', '1', '2', '2']) await first.follow('time', value);
  expect(first.refresh).toHaveBeenCalledTimes(2);
  const second = live(area);
  await second.follow('time', '2');
  expect(second.refresh).not.toHaveBeenCalled();
  await second.follow('time', '1');
  expect(second.refresh).toHaveBeenCalledTimes(1);
});

it('asks again in the next life where Clerk did not answer', async () => {
  const area = memoryArea();
  const first = live(area);
  first.refresh.mockResolvedValueOnce(false);
  await first.follow('time', '1');
  await first.follow('time', '1');
  expect(first.refresh).toHaveBeenCalledTimes(1);
  const second = live(area);
  await second.follow('time', '1');
  expect(second.refresh).toHaveBeenCalledTimes(1);
});

it('forgets the earlier answer while a newer one is awaited', async () => {
  const area = memoryArea();
  await live(area).follow('time', '0');
  const dying = live(area);
  dying.refresh.mockReturnValueOnce(new Promise(() => {}));
  void dying.follow('time', '1');
  await vi.waitFor(() => expect(dying.refresh).toHaveBeenCalled());
  const next = live(area);
  await next.follow('time', '0');
  expect(next.refresh).toHaveBeenCalledTimes(1);
});

it('keeps the latest of several values, whichever Clerk answers last', async () => {
  const area = memoryArea();
  const { refresh, follow } = live(area);
  let answer = (_isAnswered: boolean) => {};
  refresh.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const older = follow('time', '1');
  await follow('time', '2');
  answer(true);
  await older;
  expect([...area.items.values()]).toEqual(['2']);
});

it('keeps nothing, and asks nobody, where there is nothing to ask about', async () => {
  const area = memoryArea();
  const { refresh, follow } = live(area);
  await follow('switch', '');
  await follow('switch', 'a b');
  expect(area.items.size).toBe(1);
  await follow('switch', '');
  expect(area.items.size).toBe(0);
  expect(refresh).toHaveBeenCalledTimes(1);
});

it('reads storage once a life, and never waits for it again while nothing changes', async () => {
  const step = vi.fn(async () => {});
  const { follow } = live(memoryArea(new Map(), step));
  await follow('switch', '');
  await follow('switch', '');
  expect(step).toHaveBeenCalledTimes(1);
});

it('asks about each change where nothing can be stored', async () => {
  const area = memoryArea(new Map(), () => Promise.reject(new Error('quota')));
  const { refresh, follow } = live(area);
  for (const value of ['1', '1', '2']) await follow('time', value);
  expect(refresh).toHaveBeenCalledTimes(2);
});
