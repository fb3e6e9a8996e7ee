import type { Plugin } from 'vite';

const SAYS = 'Wallets cannot be reached from an extension. Please sign in another way.';

/**
 * Replaces Clerk's list of Solana wallets by one sentence. A wallet makes itself known to web pages,
 * never to the pages of another extension, so the list could only be empty; and what it imports is
 * installed as an empty package (`refuse-stubs.ts`), so it would throw instead. The other parts of
 * Clerk that use such packages (Coinbase, Base, Stripe) are already left out of the SDK's build for
 * extensions.
 *
 * @see https://github.com/wallet-standard/wallet-standard
 */
export function withoutWallets(): Plugin {
  return {
    name: 'without-wallets',
    load: {
      filter: { id: /\/@clerk\/ui\/dist\/no-rhc\/elements\/Web3SolanaWalletButtons\.js$/ },
      handler: () => `export const Web3SolanaWalletButtons = () => ${JSON.stringify(SAYS)};`,
    },
  };
}
