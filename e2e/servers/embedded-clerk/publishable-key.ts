/** The two kinds of Clerk instance; they differ in how a client identifies itself. */
export type Mode = 'development' | 'production';

/**
 * The names an embedded Clerk goes by unless told otherwise, of Clerk's own form for each mode. They
 * are the same at every start, so one build of the extension serves every run.
 */
export const DEFAULT_HOSTS: Record<Mode, string> = {
  development: 'embedded.clerk.accounts.dev',
  production: 'clerk.embedded.example',
};

/** The publishable key of `host`: `pk_test_` or `pk_live_`, then base64 of the host and a `$`. */
export function publishableKeyFor(mode: Mode, host: string): string {
  const prefix = mode === 'development' ? 'pk_test_' : 'pk_live_';
  return prefix + Buffer.from(`${host}$`).toString('base64');
}
