/** The SDK's script, as the build writes it and the worker loads it. */
export const CLERK_SDK_SCRIPT = {
  /** Path from the extension's root, where the worker is too. */
  file: 'clerk-sdk.js',
  /** The global variable that holds what `sdk.ts` exports, once the script has run. */
  global: 'clerkSdk',
} as const;
