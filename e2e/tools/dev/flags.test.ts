import { expect, it } from 'vitest';
import { parseFlags } from './flags';

it('opens a browser in which nobody is signed in, unless told otherwise', () => {
  expect(parseFlags([])).toEqual({ opensBrowser: true, signedIn: false });
  expect(parseFlags(['--signed-in'])).toEqual({ opensBrowser: true, signedIn: true });
  expect(parseFlags(['--no-browser'])).toEqual({ opensBrowser: false, signedIn: false });
});

it.each([['--signed-in', '--no-browser'], ['--port', '1'], ['popup']])('refuses %s', (...args) => {
  expect(() => parseFlags(args)).toThrow();
});
