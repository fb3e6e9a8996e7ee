import { expect, it, vi } from 'vitest';
import { unlessAborted } from './unless-aborted';

const forever = new Promise<never>(() => {});

it('has the outcome of the task, and lets go of the signal', async () => {
  const { signal } = new AbortController();
  const remove = vi.spyOn(signal, 'removeEventListener');
  expect(await unlessAborted(signal, Promise.resolve(1))).toBe(1);
  await expect(unlessAborted(signal, Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(remove).toHaveBeenCalledTimes(2);
});

it('rejects with the reason when the signal is aborted meanwhile, or was before', async () => {
  const controller = new AbortController();
  const meanwhile = unlessAborted(controller.signal, forever);
  controller.abort('enough');
  await expect(meanwhile).rejects.toBe('enough');
  await expect(unlessAborted(controller.signal, forever)).rejects.toBe('enough');
  await expect(unlessAborted(controller.signal, Promise.resolve(1))).rejects.toBe('enough');
});

it('leaves no rejection unhandled that comes after the abort', async () => {
  const controller = new AbortController();
  let fail = () => {};
  const task = new Promise<never>((_, reject) => {
    fail = () => reject(new Error('late'));
  });
  const outcome = unlessAborted(controller.signal, task);
  controller.abort('enough');
  await expect(outcome).rejects.toBe('enough');
  fail();
  await new Promise(setImmediate);
});
