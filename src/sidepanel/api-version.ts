/** The newest version of Clerk's Frontend API of which `@clerk/ui` 1.34 can show every factor. */
export const API_VERSION = '2026-05-12';

/**
 * `fetch` that asks Clerk for `API_VERSION`, where clerk-js would for a newer one. From 2026-08-20 on Clerk
 * offers passkeys as a second factor, for which clerk-js is ready and the installed `@clerk/ui` is not: it
 * would wait without end where that is the first to choose, and break where it is one among others. That is
 * all that the versions differ in. To go when `@clerk/ui` 1.41 or later is installed.
 * https://clerk.com/docs/guides/development/upgrading/upgrade-guides/2026-08-20
 */
export function withApiVersion(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => {
    if (input instanceof Request || !URL.canParse(input)) return fetch(input, init);
    const url = new URL(input);
    // The versions are dates, so their order is that of their letters.
    if ((url.searchParams.get('__clerk_api_version') ?? '') <= API_VERSION)
      return fetch(input, init);
    url.searchParams.set('__clerk_api_version', API_VERSION);
    return fetch(url, init);
  };
}
