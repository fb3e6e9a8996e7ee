import { expect, it } from 'vitest';
import { createFakeLocks } from './fake-locks';

const forever = () => new Promise<never>(() => {});
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('runs nothing in a context that has died, not even what it waited for', async () => {
  const locks = createFakeLocks();
  const death = new AbortController();
  const dying = locks.context(death.signal);
  let hasRun = false;
  void dying('a', { mode: 'exclusive' }, forever);
  void dying('a', { mode: 'exclusive' }, async () => {
    hasRun = true;
  });
  await settle();

  death.abort();
  await settle();

  expect(hasRun).toBe(false);
  expect(locks.isIdle()).toBe(true);
});

it('gives what a dead context held to the next that waits', async () => {
  const locks = createFakeLocks();
  const death = new AbortController();
  void locks.context(death.signal)('a', { mode: 'exclusive' }, forever);
  const next = locks.context()('a', { mode: 'shared' }, async () => 'mine');
  await settle();

  death.abort();

  expect(await next).toBe('mine');
});

it('gives a dead context nothing that it asks for, and so keeps nobody waiting', async () => {
  const locks = createFakeLocks();
  const death = new AbortController();
  const dead = locks.context(death.signal);
  death.abort();
  let hasRun = false;
  void dead('a', { mode: 'exclusive' }, async () => {
    hasRun = true;
  });
  expect(await locks.context()('a', { mode: 'exclusive' }, async () => 'mine')).toBe('mine');
  expect(hasRun).toBe(false);
});
