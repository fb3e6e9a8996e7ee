/** Red, green and blue, 0 to 255. */
type Rgb = readonly [number, number, number];

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
/** The dark pages' surface, on which their accents stand: see src/ui/tokens.css. */
const DARK_SURFACE: Rgb = [25, 25, 31];

/**
 * What Clerk draws beneath the chosen entry of a profile's menu, on light pages and on dark ones: 7 % of
 * `--text` on `--sunken`. No text in the accent's colour stands on less contrast.
 */
const CHOSEN_ENTRY: { light: Rgb; dark: Rgb } = { light: [226, 226, 230], dark: [35, 35, 39] };

/** The contrast that text needs. https://www.w3.org/TR/WCAG22/#contrast-minimum */
const READABLE = 4.5;

/** A token of src/ui/tokens.css that follows the brand's colour, on light pages and on dark ones. */
export type Palette = ReadonlyMap<string, { light: string; dark?: string }>;

/** Whether white text on this colour, and the colour as text on white, can be read. `#rrggbb`. */
export function isReadableOnWhite(hex: string): boolean {
  return contrast(parse(hex), WHITE) >= READABLE;
}

/** The colour as it is, or as much darker as `isReadableOnWhite` wants it. `#rrggbb`. */
export function darkEnough(hex: string): string {
  return readable((share) => mix(parse(hex), BLACK, share), 1, [WHITE]);
}

/** The contrast of two colours, `#rrggbb`, 1 to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrastOf(one: string, other: string): number {
  return contrast(parse(one), parse(other));
}

/** The pages' accents for a brand's colour, `#rrggbb`, each readable where it is used. */
export function paletteFor(hex: string): Palette {
  const brand = parse(hex);
  const light = (share: number) => mix(brand, WHITE, share);
  const soft = { light: light(0.1), dark: mix(brand, DARK_SURFACE, 0.22) };
  // As much of the colour as can be read on the dark surface.
  let share = 1;
  while (share > 0 && contrast(light(share), DARK_SURFACE) < 6.5) share -= 0.05;
  return new Map([
    ['brand', { light: hex }],
    ['accent-hover', { light: format(mix(brand, BLACK, 0.86)), dark: format(light(share - 0.1)) }],
    [
      'accent-text',
      {
        light: readable((part) => mix(brand, BLACK, part), 0.9, [soft.light, CHOSEN_ENTRY.light]),
        dark: readable(light, share - 0.06, [soft.dark, CHOSEN_ENTRY.dark]),
      },
    ],
    ['accent-soft', { light: format(soft.light), dark: format(soft.dark) }],
    ['accent', { light: 'var(--brand)', dark: format(light(share)) }],
    ['on-accent', { light: '#ffffff', dark: format(mix(brand, BLACK, 0.2)) }],
  ]);
}

/** The tone with as much of the brand, `share` at most, as can be read on every one of the grounds. */
function readable(tone: (share: number) => Rgb, share: number, grounds: readonly Rgb[]): string {
  let part = share;
  while (part > 0 && grounds.some((ground) => contrast(tone(part), ground) < READABLE))
    part -= 0.05;
  return format(tone(Math.max(part, 0)));
}

function parse(hex: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (hex.match(/[0-9a-f]{2}/gi) ?? []).map((part) =>
    Number.parseInt(part, 16),
  );
  return [red, green, blue];
}

function format(color: Rgb): string {
  return `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** `share` of one colour, the rest of another, rounded to what #rrggbb can say, so that contrasts are of that. */
function mix(one: Rgb, other: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => Math.round(one[index] * share + other[index] * (1 - share));
  return [at(0), at(1), at(2)];
}

function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
