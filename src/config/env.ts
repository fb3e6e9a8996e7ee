import type { Env } from './parse-env';

declare const __EXTENSION_ENV__: Env;

/**
 * The configuration this build was made with. The build has checked it, and refuses to begin on a bad
 * one, so a shipped bundle carries the result alone and no way to get it wrong.
 */
export const env: Env = __EXTENSION_ENV__;

// #region feature: sites
/**
 * The backend that granted sites may have asked, if they may. A constant of its own: a build that serves no
 * site drops, by this, all that would. Schemas that nobody asks for would otherwise be made at each start
 * of the worker.
 */
export const SITES_API: string | undefined = __EXTENSION_ENV__.sites
  ? __EXTENSION_ENV__.apiOrigin
  : undefined;
// #endregion feature: sites

// #region feature: sync-host
/** `env.cookieOrigin` as a constant of its own: a build that shares no web app's sign-in drops all that would. */
export const COOKIE_ORIGIN: string | undefined = __EXTENSION_ENV__.cookieOrigin;
// #endregion feature: sync-host

/** `env.mode` as a constant of its own: production builds drop, by this, what only developers read. */
export const MODE: Env['mode'] = __EXTENSION_ENV__.mode;
