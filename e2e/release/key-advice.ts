import { extensionIdOf } from '../browser/extension-id';

/**
 * What to do with a new key: where its public half goes, and the call that lets the extension in at a
 * production instance of Clerk.
 *
 * @see https://clerk.com/docs/reference/backend/types/backend-instance
 */
export function keyAdvice(manifestKey: string, file: string): string {
  const id = extensionIdOf(manifestKey);
  return `Extension id: ${id}

1. Build with it: put this line in .env. Every build then has this id, on every machine.

VITE_EXTENSION_KEY=${manifestKey}

2. Let it in at Clerk: a production instance answers only the origins it was told of. Name every one
   that is to be let in, not only this. The secret key is that instance's (sk_live_), from
   https://dashboard.clerk.com/last-active?path=api-keys.

curl -X PATCH https://api.clerk.com/v1/instance \\
  -H "Authorization: Bearer $CLERK_SECRET_KEY" -H "Content-Type: application/json" \\
  -d '{"allowed_origins": ["chrome-extension://${id}"]}'

3. Keep ${file} where you keep secrets, and out of git. The Chrome Web Store signs with a
   key of its own: docs/release.md says how to have one id in both places.
`;
}
