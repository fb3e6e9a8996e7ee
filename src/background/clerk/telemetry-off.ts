/**
 * Keeps Clerk's SDK in this worker from reporting usage to Clerk, which it does for development
 * instances. Pages have a prop of `<ClerkProvider>` for that; `createClerkClient({ background: true })`
 * takes no such option, so this is the switch it does read, each time it would report: an environment
 * variable, which a worker has none of until one is made.
 *
 * @see https://clerk.com/docs/guides/how-clerk-works/security/clerk-telemetry
 */
export function switchTelemetryOff(): void {
  Object.assign(globalThis, { process: { env: { CLERK_TELEMETRY_DISABLED: '1' } } });
}
