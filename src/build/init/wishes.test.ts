import { describe, expect, it } from 'vitest';
import { FEATURES } from './features';
import { parseFlags, shortNameOf, slugOf } from './wishes';

describe('parseFlags', () => {
  it('reads what it is to become, and leaves out what no flag names', () => {
    const ids = FEATURES.map(({ id }) => id);
    const flags = ids.map((id) => `--no-${id}`);
    expect(parseFlags(['--name', ' Acme Notes ', ...flags, '--yes'])).toEqual({
      wishes: { name: 'Acme Notes', ownKey: false, without: ids },
      yes: true,
      dryRun: false,
    });
    expect(parseFlags([]).wishes).toEqual({ ownKey: false, without: [] });
  });

  it('takes either spelling', () => {
    expect(parseFlags(['--color', '#0F766E', '--license', 'MIT'])).toEqual(
      parseFlags(['--colour', '#0f766e', '--licence', 'MIT']),
    );
  });

  it.each([
    [['--name', ''], '--name: is empty.'],
    [['--name', '1234'], '--name: '],
    [['--name', 'x'.repeat(76)], 'at most 75'],
    [['--short-name', 'thirteen chars'], '--short-name: '],
    [['--description', 'x'.repeat(133)], 'at most 132'],
    [['--colour', 'red'], '#rrggbb'],
    [['--colour', '#ffee00'], 'take a darker one, such as #7'],
    [['--licence', 'my own'], 'spdx.org'],
    [['--publishable-key', 'pk_test_x'], 'not a publishable key'],
  ])('refuses %j', (args, sentence) => {
    expect(() => parseFlags(args)).toThrow(sentence);
  });

  it('refuses a secret key without repeating it', () => {
    const secret = `sk_test_${'a'.repeat(40)}`;
    const refusal = () => parseFlags(['--publishable-key', secret]);
    expect(refusal).toThrow('SECRET');
    expect(refusal).not.toThrow(secret);
  });
});

it.each([
  ['Acme Notes', 'acme-notes', 'Acme Notes'],
  ['Über & Co. Notizen', 'uber-co-notizen', 'Über & Co.'],
  ['Øre & Straße', 'ore-strasse', 'Øre & Straße'],
  ['7 Minutes', 'minutes', '7 Minutes'],
  ['Antidisestablishmentarianism', 'antidisestablishmentarianism', 'Antidisestab'],
])('%s is %s as a package, and %s in little room', (name, slug, shortName) => {
  expect(slugOf(name)).toBe(slug);
  expect(shortNameOf(name)).toBe(shortName);
});
