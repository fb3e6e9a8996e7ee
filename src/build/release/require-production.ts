import type { Env } from '../../config/parse-env';
import { UserError } from '../command/user-error';

/**
 * `env`, if it is one to publish.
 *
 * @throws {UserError} for a development key: what Clerk knows of its users and sessions is for trying
 * out, and its client JWT travels in addresses.
 */
export function requireProduction(env: Env): Env {
  if (env.mode === 'production') return env;
  throw new UserError(
    `VITE_CLERK_PUBLISHABLE_KEY is a development key (pk_test_, ${env.frontendApiHost}), and a release needs the production one: put VITE_CLERK_PUBLISHABLE_KEY=pk_live_... in .env.production.local, from https://dashboard.clerk.com/last-active?path=api-keys with "Production" chosen at the top; \`npm run build\` builds with either.`,
  );
}
