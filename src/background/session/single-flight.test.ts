import { describe, expect, it } from 'vitest';
import { createSingleFlight } from './single-flight';

describe('createSingleFlight', () => {
  it('runs one task for all who ask while it runs', async () => {
    const flights = createSingleFlight<number>();
    let runs = 0;
    const task = async () => ++runs;
    const all = await Promise.all([flights.run('a', task), flights.run('a', task)]);
    expect(all).toEqual([1, 1]);
    expect(await flights.run('a', task)).toBe(2);
  });

  it('keeps keys apart, whatever they are called', async () => {
    const flights = createSingleFlight<string>();
    const keys = ['a', '__proto__', 'toString', ''];
    const all = await Promise.all(keys.map((key) => flights.run(key, async () => key)));
    expect(all).toEqual(keys);
  });

  it('shares a rejection and then starts anew', async () => {
    const flights = createSingleFlight<string>();
    const fail = () => Promise.reject(new Error('no'));
    const both = await Promise.allSettled([flights.run('a', fail), flights.run('a', fail)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await flights.run('a', async () => 'yes')).toBe('yes');
  });
});
