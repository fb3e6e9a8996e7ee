import { describe, expect, it } from 'vitest';
import { parseFlags } from './flags';

describe('parseFlags', () => {
  it('leaves the number of workers to the machine', () => {
    expect(parseFlags(['session']).workers).toBeUndefined();
  });

  it('leaves the matrix out, unless it is asked for or tests are chosen', () => {
    expect(parseFlags(['--trace', 'on']).args).toEqual([
      '--trace',
      'on',
      '--grep-invert',
      '@matrix',
    ]);
    expect(parseFlags(['--matrix', '-j', '2']).args).toEqual(['--grep', '@matrix']);
    expect(parseFlags(['oauth']).args).toEqual(['oauth']);
    expect(parseFlags(['-g', 'a token']).args).toEqual(['--grep', 'a token']);
    expect(parseFlags(['--last-failed']).args).toEqual(['--last-failed']);
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
    ['--matrix', 'oauth'],
    ['--matrix', '-g', 'a token'],
  ])('refuses %s', (...args) => {
    expect(() => parseFlags(args)).toThrow();
  });
});
