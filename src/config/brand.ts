// What your extension is called, in one place: `npm run init` writes it, and so may you. The colours are in
// src/ui/tokens.css, the icon in public/icons/icon.svg.

/** The name that Chrome, the Web Store and the pages show. At most 75 characters. */
export const NAME = 'Clerk extension';

/** The name where there is little room, such as below an icon. At most 12 characters. */
export const SHORT_NAME = 'Clerk';

/** What the Web Store and Chrome's list of extensions say of it. At most 132 characters. */
export const DESCRIPTION =
  'A Manifest V3 extension whose service worker hands fresh Clerk tokens to every page through a typed, validated router.';

/**
 * The name where only lower-case letters, digits and hyphens will do: the package, its zip, the worker's
 * log, the content script's element.
 */
export const SLUG = 'clerk-extension';
