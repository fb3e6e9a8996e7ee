import * as z from 'zod/mini';
import type { TokenScope } from '../clerk/gateway';

/** A token as the vault holds it. Times are epoch milliseconds by this machine's clock. */
export const VaultToken = z.strictObject({
  jwt: z.string(),
  mintedAt: z.int(),
  expiresAt: z.int(),
});
export type VaultToken = z.infer<typeof VaultToken>;

/** The vault's contents in the form they are stored: tokens by the text of their scope. */
export const VaultContents = z.record(z.string(), VaultToken);
export type VaultContents = z.infer<typeof VaultContents>;

/**
 * Tokens by scope, of one session only: putting one of another session drops all before it, so no
 * token of a past session can be found.
 */
export type TokenVault = {
  get(scope: TokenScope): VaultToken | undefined;
  put(scope: TokenScope, token: VaultToken): void;
  clear(): void;
  /** Takes in what an earlier life of the worker held. */
  restore(contents: VaultContents): void;
  /** What is held now, without what has expired by `now`. */
  contents(now: number): VaultContents;
};

/** Makes an empty vault. */
export function createTokenVault(): TokenVault {
  const tokens = new Map<string, VaultToken>();
  return {
    get: (scope) => tokens.get(keyOf(scope)),
    put: (scope, token) => {
      const session = sessionPrefix(scope.sessionId);
      for (const key of tokens.keys()) if (!key.startsWith(session)) tokens.delete(key);
      tokens.set(keyOf(scope), token);
    },
    clear: () => tokens.clear(),
    restore: (contents) => {
      for (const [key, token] of Object.entries(contents)) tokens.set(key, token);
    },
    contents: (now) =>
      Object.fromEntries([...tokens].filter(([, { expiresAt }]) => expiresAt > now)),
  };
}

/** A text that is the same for the same scope and differs for any other. */
export function keyOf({ sessionId, organizationId, template }: TokenScope): string {
  return `${sessionPrefix(sessionId)}${JSON.stringify([organizationId, template])}`;
}

function sessionPrefix(sessionId: string): string {
  return `${JSON.stringify(sessionId)} `;
}
