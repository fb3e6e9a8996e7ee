import { describe, expect, it } from 'vitest';
import { parseFlags } from './flags';

describe('parseFlags', () => {
  it('leaves the number of workers to the machine', () => {
    expect(parseFlags([])).toEqual({ workers: undefined, args: [] });
  });

  it('passes filters and Playwright’s options on, in their order', () => {
    expect(parseFlags(['session', '-g', 'a token', '-x', 'kill', '-j', '3', '--list'])).toEqual({
      workers: 3,
      args: ['session', '--grep', 'a token', '-x', 'kill', '--list'],
    });
  });

  it.each([
    ['--prot', '1'],
    ['--workers', '0'],
    ['--workers', '50%'],
    ['--retries', '2'],
    ['--grep'],
  ])('refuses %s', (...args) => {
    expect(() => parseFlags(args)).toThrow();
  });
});
