/**
 * Clerk's SDK reports usage of development instances to Clerk. Pages switch it off by a prop of
 * `<ClerkProvider>`; `createClerkClient({ background: true })` takes no such option, so this is the
 * switch it does read: an environment variable, which a worker has none of until one is made.
 *
 * @see https://clerk.com/docs/guides/how-clerk-works/security/clerk-telemetry
 */
Object.assign(globalThis, { process: { env: { CLERK_TELEMETRY_DISABLED: '1' } } });
