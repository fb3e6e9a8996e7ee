import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { MiddlewareHandler } from 'hono';
import { presentedSecretKey } from '../backend-api/secret-key';
import type { FapiContext, FapiEnv } from './fapi-env';

/** What of the Backend API takes the secret key of a machine too. */
const FOR_MACHINES = /^(\/v1)?\/m2m_tokens(\/|$)/;

/** One answer in JSON, as it was given, by the Frontend API or the Backend API. */
export type LoggedAnswer = {
  api: 'fapi' | 'bapi';
  method: string;
  path: string;
  status: number;
  body: unknown;
};

/** The environment variable that names the folder in which answers are kept for checking. */
export const ANSWERS_FOLDER = 'EMBEDDED_CLERK_ANSWERS';

/**
 * Passes every JSON answer of a route to `log`. Neither what a fault makes of an answer nor the answer
 * of an endpoint that is not here is a word of Clerk's.
 */
export function answerLog(
  log: (answer: LoggedAnswer) => void,
  isUnknown: (c: FapiContext) => boolean,
): MiddlewareHandler<FapiEnv> {
  return async (c, next) => {
    await next();
    if (c.get('fault')?.kind === 'status' || isUnknown(c)) return;
    if (!c.res.headers.get('Content-Type')?.startsWith('application/json')) return;
    const body: unknown = await c.res.clone().json();
    const isBackend =
      presentedSecretKey(c.req.header('authorization')) !== undefined ||
      FOR_MACHINES.test(c.req.path);
    const api = isBackend ? 'bapi' : 'fapi';
    // Clerk's document of the Backend API has everything in `/v1`, its SDK asks for some without it.
    const path = isBackend ? c.req.path.replace(/^(?!\/v1\/)/, '/v1') : c.req.path;
    log({ api, method: c.req.method, path, status: c.res.status, body });
  };
}

/**
 * A log in `folder`: a line of JSON for each answer, in a file of this process, without the tokens and secrets.
 */
export function createAnswerFile(folder: string): (answer: LoggedAnswer) => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}.jsonl`);
  return (answer) => appendFileSync(file, `${JSON.stringify(answer, withoutSecrets)}\n`);
}

/** Fields that hold nothing else. */
const SECRET_FIELDS = ['jwt', 'token', 'secret', 'secret_key', 'uri', 'codes', 'backup_codes'];
/** In the links of mails, for example, and in where a provider is. */
const JWT_IN_TEXT = /\bey[\w-]+\.[\w-]+\.[\w-]+/g;

function withoutSecrets(key: string, value: unknown): unknown {
  const isSecret = SECRET_FIELDS.includes(key);
  if (typeof value === 'string') return isSecret ? `(${key})` : value.replace(JWT_IN_TEXT, '(jwt)');
  return isSecret && Array.isArray(value) ? value.map(() => `(${key})`) : value;
}
