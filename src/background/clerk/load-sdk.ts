/** The SDK's script, as the build writes it and the worker loads it. */
export const CLERK_SDK_SCRIPT = {
  /** Path from the extension's root, where the worker is too. */
  file: 'clerk-sdk.js',
  /** The global variable that holds what `sdk.ts` exports, once the script has run. */
  global: 'clerkSdk',
} as const;

/** What `sdk.ts` exports. */
export type ClerkSdk = typeof import('./sdk');

/**
 * The SDK, loaded at the first call of a worker's life. It blocks the worker for the tens of
 * milliseconds that parsing takes.
 *
 * `importScripts`, because a service worker has no `import()`. It must also be called while the
 * worker installs: Chrome then stores the script with the worker, and refuses later to load one that
 * it did not store. An update of the extension installs its worker anew, and so stores its own.
 *
 * @throws {DOMException} `NetworkError` when the script was not loaded during the installation.
 * @see https://w3c.github.io/ServiceWorker/#importscripts
 */
export function loadClerkSdk(): ClerkSdk {
  const scope = globalThis as unknown as ClassicWorkerScope;
  if (!scope[CLERK_SDK_SCRIPT.global]) scope.importScripts(CLERK_SDK_SCRIPT.file);
  const sdk = scope[CLERK_SDK_SCRIPT.global];
  if (!sdk) throw new Error(`${CLERK_SDK_SCRIPT.file} left no SDK behind.`);
  return sdk;
}

type ClassicWorkerScope = {
  importScripts(file: string): void;
  [CLERK_SDK_SCRIPT.global]?: ClerkSdk;
};
