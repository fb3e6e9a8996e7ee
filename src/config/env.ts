import { type Env, parseEnv } from './parse-env';

/**
 * The configuration this build was made with. The only reader of `import.meta.env`: the build has
 * already refused bad values by the same rules, so in a shipped bundle this does not throw.
 *
 * @throws {EnvError} at import, when a dev server was started around the check.
 */
export const env: Env = parseEnv(import.meta.env);
