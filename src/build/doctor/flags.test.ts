import { expect, it } from 'vitest';
import { parseFlags } from './flags';

it('examines alone, and what a release is built with, unless told otherwise', () => {
  expect(parseFlags([])).toEqual({
    json: false,
    fix: false,
    yes: false,
    mode: 'production',
    connectTo: undefined,
  });
});

it.each([
  ['127.0.0.1:8444', { address: '127.0.0.1', port: 8444 }],
  ['localhost:1', { address: 'localhost', port: 1 }],
  ['[::1]:8444', { address: '::1', port: 8444 }],
])('connects to %s', (text, connectTo) => {
  expect(parseFlags(['--connect-to', text])).toMatchObject({ connectTo });
});

it.each([
  [['--connect-to', '127.0.0.1']],
  [['--connect-to', '127.0.0.1:0']],
  [['--connect-to', '127.0.0.1:65536']],
  [['--connect-to', 'https://127.0.0.1:8444']],
  [['--mode', '../secrets']],
  [['--mode', 'local']],
  [['--yes']],
  [['more']],
])('refuses %j', (args) => {
  expect(() => parseFlags(args)).toThrow();
});
