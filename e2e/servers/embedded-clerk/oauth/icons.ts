/** Where the SDK takes the pictures on its buttons from (`iconImageUrl` in @clerk/shared). */
export const ICON_HOST = 'img.clerk.com';

/** A picture for a provider of this name, which takes the trademark's place: its first letter. */
export function iconOf(name: string): string {
  const letter = /^[a-z]/i.exec(name)?.[0].toUpperCase() ?? '?';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><text x="8" y="13" font-family="sans-serif" font-size="14" text-anchor="middle">${letter}</text></svg>`;
}
