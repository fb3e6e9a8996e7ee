import { decodePublishableKey, isDnsName, type PublishableKey } from './publishable-key.ts';
import { SWITCHES } from './variables.ts';

/** What is on. */
export type Switches = { -readonly [Name in keyof typeof SWITCHES]?: true };

/** The configuration a build carries, checked. What is off, or not there, is left out. */
export type Env = PublishableKey &
  Switches & {
    publishableKey: string;
    // #region feature: sync-host
    /** Origin of the web app whose sign-in this extension shares, e.g. `https://example.com`. */
    syncHost?: string;
    /**
     * Origin whose cookie names that web app's client: its own on a development key, where clerk-js
     * sets the cookie; the Frontend API's on a production key, where Clerk's server does.
     */
    cookieOrigin?: string;
    // #endregion feature: sync-host
    /** Origin of a backend that pages may call with a token, e.g. `https://api.example.com`. */
    apiOrigin?: string;
    /** Path under which that backend's routes are, and content scripts may have it asked. Default `/`. */
    apiPrefix?: string;
    /** The public key that fixes the extension's id, in the manifest's form, instead of this project's. */
    extensionKey?: string;
  };

/** Says what is wrong with the configuration and what to do, in one sentence a build can print. */
export class EnvError extends Error {
  override name = 'EnvError';
}

const WHERE_KEYS_COME_FROM =
  'put VITE_CLERK_PUBLISHABLE_KEY=pk_test_... in .env (run `npx clerk@latest init`, or copy it from ' +
  'https://dashboard.clerk.com/last-active?path=api-keys); `npm run demo` needs none';

/**
 * Checks raw environment variables.
 *
 * @throws {EnvError} with one sentence that names the variable and what to do. A key's value is
 * never repeated: someone may have pasted a secret one.
 */
export function parseEnv(raw: Record<string, unknown>): Env {
  const publishableKey = textOf(raw, 'VITE_CLERK_PUBLISHABLE_KEY');
  if (publishableKey === '') {
    throw new EnvError(`There is no Clerk publishable key: ${WHERE_KEYS_COME_FROM}.`);
  }
  if (publishableKey.startsWith('sk_')) {
    throw new EnvError(
      `VITE_CLERK_PUBLISHABLE_KEY holds a SECRET key, which an extension would give to everyone who installs it: revoke it in the dashboard and ${WHERE_KEYS_COME_FROM}.`,
    );
  }
  const key = decodePublishableKey(publishableKey);
  if (key === null) {
    throw new EnvError(
      `VITE_CLERK_PUBLISHABLE_KEY is not a Clerk publishable key (pk_test_ or pk_live_ and an encoded host, unquoted and whole): ${WHERE_KEYS_COME_FROM}.`,
    );
  }
  const apiOrigin = parseOrigin(
    textOf(raw, 'VITE_API_ORIGIN'),
    'VITE_API_ORIGIN must be the bare origin of your backend (https://api.example.com, or http://localhost:8787 while developing), or be left out.',
  );
  if (apiOrigin === `https://${key.frontendApiHost}`) {
    throw new EnvError(
      'VITE_API_ORIGIN is the origin of Clerk itself: name your own backend, or leave it out.',
    );
  }
  const switches: Switches = {};
  for (const name of Object.keys(SWITCHES) as (keyof Switches)[]) {
    if (isOn(SWITCHES[name], raw)) switches[name] = true;
  }
  // #region feature: sites
  if (switches.sites && apiOrigin === null) {
    throw new EnvError(
      'VITE_SITES is on and there is no VITE_API_ORIGIN: name the backend that content scripts may have asked, or leave both out.',
    );
  }
  // #endregion feature: sites
  const apiPrefix = textOf(raw, 'VITE_API_PREFIX');
  if (apiPrefix !== '' && !/^\/(?:[\w-][\w.-]*\/)*$/.test(apiPrefix)) {
    throw new EnvError(
      'VITE_API_PREFIX must be a path that begins and ends with a slash (/v1/), or be left out.',
    );
  }
  const extensionKey = textOf(raw, 'VITE_EXTENSION_KEY');
  // A public key in DER and base64; a private one is longer, and differs in its seventh letter.
  if (
    extensionKey !== '' &&
    !/^MIIBIjANBgkqhkiG9w0B[A-Za-z0-9+/]{360,380}={0,2}$/.test(extensionKey)
  ) {
    throw new EnvError(
      'VITE_EXTENSION_KEY must be the public key that `npm run key` prints, on one line, or be left out.',
    );
  }
  const env: Env = {
    publishableKey,
    ...key,
    ...switches,
    ...(apiOrigin === null ? {} : { apiOrigin }),
    ...(apiOrigin !== null && apiPrefix !== '' ? { apiPrefix } : {}),
    ...(extensionKey === '' ? {} : { extensionKey }),
  };
  // #region feature: sync-host
  const syncHost = parseOrigin(
    textOf(raw, 'VITE_CLERK_SYNC_HOST'),
    'VITE_CLERK_SYNC_HOST must be the bare origin of your web app (https://example.com, or http://localhost:3000 while developing), or be left out.',
  );
  if (syncHost !== null) {
    env.syncHost = syncHost;
    env.cookieOrigin = key.mode === 'production' ? `https://${key.frontendApiHost}` : syncHost;
  }
  // #endregion feature: sync-host
  return env;
}

/** A variable's text, without white space around it; empty where there is none. */
function textOf(raw: Record<string, unknown>, name: string): string {
  const value = raw[name] ?? '';
  if (typeof value !== 'string') {
    throw new EnvError(`The environment is not text: ${WHERE_KEYS_COME_FROM}.`);
  }
  return value.trim();
}

/** Whether a switch is on. Throws `EnvError` for a text that is neither `on` nor `off`. */
function isOn(
  { name, byDefault }: { name: string; byDefault: 'on' | 'off' },
  raw: Record<string, unknown>,
): boolean {
  const text = textOf(raw, name) || byDefault;
  if (text !== 'on' && text !== 'off') {
    const choices = ['on', 'off'].map((one) => (one === byDefault ? `${one} (the default)` : one));
    throw new EnvError(`${name} must be ${choices.join(', ')}, or be left out.`);
  }
  return text === 'on';
}

/** The origin that `text` is, `null` for none. Throws `EnvError` with `advice` for anything else. */
function parseOrigin(text: string, advice: string): string | null {
  if (text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isWeb = url !== null && (isPublicHttps(url) || isLocalHttp(url));
  const isBareOrigin = isWeb && (text === url.origin || text === `${url.origin}/`);
  if (!isBareOrigin) throw new EnvError(advice);
  return url.origin;
}

function isPublicHttps(url: URL): boolean {
  return url.protocol === 'https:' && (isDnsName(url.hostname) || url.hostname === 'localhost');
}

function isLocalHttp(url: URL): boolean {
  return url.protocol === 'http:' && (url.hostname === 'localhost' || url.hostname === '127.0.0.1');
}
