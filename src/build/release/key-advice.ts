import { extensionIdOf } from './extension-id';

/**
 * What to do with a new key: where its public half goes, and the call that lets the extension in at
 * Clerk.
 *
 * @see https://www.npmjs.com/package/@clerk/chrome-extension
 */
export function keyAdvice(manifestKey: string, file: string): string {
  const id = extensionIdOf(manifestKey);
  return `Extension id: ${id}

1. Build with it: put this line in .env. Every build then has this id, on every machine.

VITE_EXTENSION_KEY=${manifestKey}

2. Let it in at Clerk, once for the development instance and once for the production one, each with its
   own secret key (sk_test_, sk_live_) from https://dashboard.clerk.com/last-active?path=api-keys. Name
   every origin that is to be let in, not only this.

curl -X PATCH https://api.clerk.com/v1/instance \\
  -H "Authorization: Bearer $CLERK_SECRET_KEY" -H "Content-Type: application/json" \\
  -d '{"allowed_origins": ["chrome-extension://${id}"]}'

   Sign-in with a provider (Google, GitHub, enterprise SSO) returns to an address of the extension's own.
   Allow it too, or set VITE_CLERK_OAUTH=off. In the dashboard it is under Native applications.

curl -X POST https://api.clerk.com/v1/redirect_urls \\
  -H "Authorization: Bearer $CLERK_SECRET_KEY" -H "Content-Type: application/json" \\
  -d '{"url": "https://${id}.chromiumapp.org/clerk"}'

3. Keep ${file} where you keep secrets, and out of git. The Chrome Web Store signs with a
   key of its own: docs/release.md says how to have one id in both places.
`;
}
