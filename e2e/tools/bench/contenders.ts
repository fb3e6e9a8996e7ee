import {
  type Built,
  buildContender,
  buildOurs,
  buildProvider,
  buildTwin,
  buildWithSdkAtBoot,
} from './build-contender';

const peer = (name: string) => (key: string) => buildContender(`peers/${name}`, key);

/** Everything that can be measured beside another, and how it is built for a Clerk with this key. */
const CONTENDERS = {
  /** The production build. */
  ours: (key: string) => buildOurs(key),
  /** The same, never signed in. */
  'ours, signed out': (key: string) => buildTwin(key, 'signed-out'),
  /** The same with the SDK in the worker's boot script. */
  'ours, SDK at boot': (key: string) => buildWithSdkAtBoot(key),
  /** The floor: a bare `chrome.runtime.sendMessage`. */
  echo: (key: string) => buildContender('contenders/echo', key),
  /** The floor of those who keep a port open. */
  'echo-port': (key: string) => buildContender('contenders/echo-port', key),
  /** Clerk's documented worker: a client for each message. */
  recipe: (key: string, hosts: readonly string[]) =>
    buildContender('contenders/recipe', key, hosts),
  /** Clerk's documented popup: `<ClerkProvider>` in each page. */
  provider: (key: string, hosts: readonly string[]) =>
    buildProvider('provider', 'popup.html', key, hosts),
  /** Clerk's documented side panel: `<SignIn />` or `<UserButton />` on `<ClerkProvider>`. */
  'provider-panel': (key: string, hosts: readonly string[]) =>
    buildProvider('provider-panel', 'panel.html', key, hosts),
  'webext-core': peer('webext-core'),
  comctx: peer('comctx'),
  'trpc-chrome': peer('trpc-chrome'),
  'webext-bridge': peer('webext-bridge'),
  'webext-messenger': peer('webext-messenger'),
};

export type ContenderName = keyof typeof CONTENDERS;

/** Those that hold a Clerk client of their own, and so need to be signed in. */
export const HOLD_A_CLIENT: ReadonlySet<string> = new Set<ContenderName>([
  'ours, SDK at boot',
  'recipe',
  'provider',
]);

/** A contender, built. */
export type Contender = Built & { name: ContenderName };

/** @param hosts the match patterns of Clerk's Frontend API. */
export async function build(
  name: ContenderName,
  publishableKey: string,
  hosts: readonly string[],
): Promise<Contender> {
  return { name, ...(await CONTENDERS[name](publishableKey, hosts)) };
}
