import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contrastOf, darkEnough, isReadableOnWhite, paletteFor } from './colour';

it.each([
  ['#5a48d8', true],
  ['#0f766e', true],
  ['#000000', true],
  ['#14b8a6', false],
  ['#ffffff', false],
])('%s can be read on white: %s', (hex, readable) => {
  expect(isReadableOnWhite(hex)).toBe(readable);
});

it('darkens a colour until it can be read, and no further', () => {
  expect(darkEnough('#0f766e')).toBe('#0f766e');
  expect(contrastOf(darkEnough('#a3e635'), '#ffffff')).toBeLessThan(5.5);
  const channel = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.tuple(channel, channel, channel), (channels) => {
      const hex = `#${channels.map((one) => one.toString(16).padStart(2, '0')).join('')}`;
      expect(isReadableOnWhite(darkEnough(hex))).toBe(true);
    }),
  );
});

it('gives every token a colour for light and dark pages, near the brand’s', () => {
  const palette = paletteFor('#0f766e');
  expect(palette.get('brand')).toEqual({ light: '#0f766e' });
  for (const [name, { light, dark }] of palette) {
    if (name !== 'accent') expect(light, name).toMatch(/^#[0-9a-f]{6}$/);
    if (name !== 'brand') expect(dark, name).toMatch(/^#[0-9a-f]{6}$/);
  }
  expect(isReadableOnWhite(palette.get('accent-hover')?.light ?? '')).toBe(true);
  // On a dark page the accent is light, and what stands on it dark.
  expect(isReadableOnWhite(palette.get('accent')?.dark ?? '')).toBe(false);
  expect(isReadableOnWhite(palette.get('on-accent')?.dark ?? '')).toBe(true);
});

it.each([
  ['#000000', '#ffffff', 21],
  ['#767676', '#ffffff', 4.54],
  ['#5a48d8', '#5a48d8', 1],
])('the contrast of %s and %s is %s', (one, other, expected) => {
  expect(contrastOf(one, other)).toBeCloseTo(expected, 2);
});

/** The grounds in src/ui/tokens.css on which text in the accent's colour stands, and Clerk's chosen entry. */
const GROUNDS = {
  light: ['#ffffff', '#f6f6f9', '#f1f1f5', '#e2e2e6'],
  dark: ['#19191f', '#101014', '#131318', '#232327'],
};

it('every colour that init takes can be read wherever a page uses it', () => {
  const colour = fc
    .integer({ min: 0, max: 0xff_ff_ff })
    .map((number) => `#${number.toString(16).padStart(6, '0')}`)
    .filter(isReadableOnWhite);
  fc.assert(
    fc.property(colour, fc.constantFrom('light', 'dark'), (hex, scheme) => {
      const palette = paletteFor(hex);
      const token = (name: string) => {
        const value = palette.get(name)?.[scheme] ?? '';
        return value === 'var(--brand)' ? hex : value;
      };
      const onText = [...GROUNDS[scheme], token('accent-soft')].map((ground) =>
        contrastOf(token('accent-text'), ground),
      );
      expect(Math.min(...onText), 'accent-text').toBeGreaterThanOrEqual(4.5);
      for (const ground of ['accent', 'accent-hover']) {
        expect(contrastOf(token('on-accent'), token(ground)), ground).toBeGreaterThanOrEqual(4.5);
      }
    }),
    {
      examples: [
        ['#0f766e', 'light'],
        ['#767676', 'light'],
        ['#000000', 'dark'],
        // Readable by its fractions, which #rrggbb has none of.
        ['#4d7d00', 'light'],
      ],
    },
  );
});
