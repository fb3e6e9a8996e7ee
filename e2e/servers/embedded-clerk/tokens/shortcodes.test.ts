import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillShortcodes } from './shortcodes';

const values = {
  user: {
    first_name: 'Ada',
    last_name: null,
    public_metadata: { plan: { tier: 'gold', seats: 0 }, tags: ['a', 'b'] },
  },
  org: { slug: undefined },
};
const fill = (claim: unknown) => fillShortcodes(claim, values);

describe('fillShortcodes', () => {
  it.each([
    ['{{user.first_name}}', 'Ada'],
    ['{{ user.public_metadata.plan.tier }}', 'gold'],
    ['{{user.public_metadata.plan}}', { tier: 'gold', seats: 0 }],
    ['{{user.public_metadata.tags.1}}', 'b'],
    ['{{user.public_metadata.nothing.here}}', null],
    ['{{org.slug}}', null],
    ['{{toString}}', null],
    ['{{user.constructor.name}}', null],
    ["{{user.last_name || 'Lovelace'}}", 'Lovelace'],
    ["{{user.last_name || user.first_name || 'x'}}", 'Ada'],
    ["{{user.last_name || 'a || b'}}", 'a || b'],
    ['{{user.last_name || false}}', false],
    ['{{user.public_metadata.plan.seats || 3}}', 3],
    ["Dear {{user.first_name}} {{user.last_name || 'L.'}}", 'Dear Ada L.'],
    ['[{{user.last_name}}]', '[]'],
    ['{{user.first_name}}{{user.first_name}}', 'AdaAda'],
  ])('reads %j as %j', (claim, expected) => {
    expect(fill(claim)).toEqual(expected);
  });

  it('goes into lists and objects, and leaves other values as they are', () => {
    expect(fill({ a: ['{{user.first_name}}', 1], b: { c: true, d: null } })).toEqual({
      a: ['Ada', 1],
      b: { c: true, d: null },
    });
  });

  it('changes nothing in which there is no shortcode', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (claim) => {
        fc.pre(
          !JSON.stringify(claim).includes('{{') && !JSON.stringify(claim).includes('__proto__'),
        );
        expect(fill(claim)).toEqual(claim);
      }),
    );
  });
});
