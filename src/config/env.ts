import type { Env } from './parse-env';

declare const __EXTENSION_ENV__: Env;

/**
 * The configuration this build was made with. The build has checked it, and refuses to begin on a bad
 * one, so a shipped bundle carries the result alone and no way to get it wrong.
 */
export const env: Env = __EXTENSION_ENV__;

/**
 * `env.apiOrigin` as a constant of its own: a build without one drops, by this, all that serves it.
 * Schemas that nobody asks for would otherwise be made at each start of the worker.
 */
export const API_ORIGIN: string | undefined = __EXTENSION_ENV__.apiOrigin;
