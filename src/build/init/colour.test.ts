import { expect, it } from 'vitest';
import { isReadableOnWhite, paletteFor } from './colour';

it.each([
  ['#5a48d8', true],
  ['#0f766e', true],
  ['#000000', true],
  ['#14b8a6', false],
  ['#ffffff', false],
])('%s can be read on white: %s', (hex, readable) => {
  expect(isReadableOnWhite(hex)).toBe(readable);
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
