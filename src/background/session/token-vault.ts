import * as z from 'zod/mini';
import type { TokenScope } from '../clerk/gateway';
import { type Clock, clockOffset, isClockStep } from './clock';

/** A token as the vault holds it. Times are epoch milliseconds by this machine's clock. */
export const VaultToken = z.strictObject({
  jwt: z.string(),
  mintedAt: z.int(),
  expiresAt: z.int(),
});
export type VaultToken = z.infer<typeof VaultToken>;

/**
 * The vault's contents in the form they are stored: tokens by the text of their scope, and the clock
 * offset by which their times are to be read.
 */
export const VaultContents = z.strictObject({
  clockOffset: z.int(),
  tokens: z.record(z.string(), VaultToken),
});
export type VaultContents = z.infer<typeof VaultContents>;

/**
 * Tokens by scope, of one session only: putting one of another session drops all before it, so no
 * token of a past session can be found. Every token belongs to the generation it was asked for in.
 * When the machine's clock is set, a new one begins without those held: they carry times by that
 * clock, and nobody knows any more when they expire.
 */
export type TokenVault = {
  /** Grows whenever tokens that are being asked for must not be used any more. */
  generation(): number;
  /** Begins a generation that goes on with the tokens held. */
  beginGeneration(): void;
  /** Begins a generation that holds none. */
  clear(): void;
  get(scope: TokenScope): VaultToken | undefined;
  /** Keeps a token and returns true, unless the generation it was asked for in has passed. */
  put(scope: TokenScope, token: VaultToken, generation: number): boolean;
  /** Holds back every token, from `contents` too, until what it returns is called. */
  withhold(): () => void;
  /** Takes in what an earlier life of the worker held, unless the clock was set since. */
  restore(contents: VaultContents): void;
  /** What is held now and has not expired. */
  contents(): VaultContents;
};

/** Makes an empty vault. */
export function createTokenVault(clock: Clock): TokenVault {
  const tokens = new Map<string, VaultToken>();
  let generation = 0;
  let offset = clockOffset(clock);
  /** How many are holding the tokens back. */
  let withholding = 0;

  function clear(): void {
    generation += 1;
    tokens.clear();
  }

  function currentGeneration(): number {
    const current = clockOffset(clock);
    if (isClockStep(offset, current)) {
      offset = current;
      clear();
    }
    return generation;
  }

  return {
    generation: currentGeneration,
    beginGeneration() {
      generation += 1;
    },
    clear,
    get(scope) {
      currentGeneration();
      return withholding > 0 ? undefined : tokens.get(keyOf(scope));
    },
    put(scope, token, askedIn) {
      if (askedIn !== currentGeneration()) return false;
      const session = sessionPrefix(scope.sessionId);
      for (const key of tokens.keys()) if (!key.startsWith(session)) tokens.delete(key);
      tokens.set(keyOf(scope), token);
      return true;
    },
    withhold() {
      withholding += 1;
      return () => {
        withholding -= 1;
      };
    },
    restore(contents) {
      if (isClockStep(contents.clockOffset, offset)) return;
      for (const [key, token] of Object.entries(contents.tokens)) tokens.set(key, token);
    },
    contents() {
      const valid = [...tokens].filter(([, { expiresAt }]) => expiresAt > clock.now());
      return { clockOffset: offset, tokens: withholding > 0 ? {} : Object.fromEntries(valid) };
    },
  };
}

/** A text that is the same for the same scope and differs for any other. */
export function keyOf({ sessionId, organizationId, template }: TokenScope): string {
  return `${sessionPrefix(sessionId)}${JSON.stringify([organizationId, template])}`;
}

function sessionPrefix(sessionId: string): string {
  return `${JSON.stringify(sessionId)} `;
}
