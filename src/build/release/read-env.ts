import { loadEnv } from 'vite';
import { type Env, EnvError, parseEnv } from '../../config/parse-env';
import { ROOT } from '../command/build-extension';
import { UserError } from '../command/user-error';

/**
 * The configuration in the environment and in `.env`, checked.
 *
 * @param mode Vite's, which decides what beside `.env` is read: `.env.production` and such.
 * @throws {UserError} with the sentence that says what is wrong with it.
 */
export function readEnv(mode: 'development' | 'production'): Env {
  try {
    return parseEnv(loadEnv(mode, ROOT, 'VITE_'));
  } catch (error) {
    throw error instanceof EnvError ? new UserError(error.message) : error;
  }
}
