import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlagError, parseFlags, USAGE } from './flags';

describe('parseFlags', () => {
  it('has a default for everything', () => {
    expect(parseFlags([])).toEqual({ mode: undefined, port: 8444, data: undefined, help: false });
  });

  it('takes all of them', () => {
    expect(
      parseFlags(['--mode', 'production', '--port=0', '--data', 'clerk.json', '--help']),
    ).toEqual({ mode: 'production', port: 0, data: 'clerk.json', help: true });
  });

  it.each([
    [['--mode', 'live'], /--mode is "development" or "production", not "live"/],
    [['--port', '70000'], /--port is a number from 0 to 65535, not "70000"/],
    [['--port', '8e3'], /not "8e3"/],
    [['--data', ''], /--data needs the name of a file/],
    [['--data'], /--data/],
    [['--prot', '1'], /Unknown option '--prot'/],
    [['clerk.json'], /clerk\.json/],
  ])('refuses %j with a sentence and the usage', (args, sentence) => {
    expect(() => parseFlags(args)).toThrow(sentence);
    expect(() => parseFlags(args)).toThrow(USAGE.slice(0, 30));
  });

  it('throws nothing but its own error', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (args) => {
        try {
          parseFlags(args);
        } catch (error) {
          expect(error).toBeInstanceOf(FlagError);
        }
      }),
    );
  });
});
