import { EXTENSION_KEY } from '../../../manifest.config';
import { type Env, EnvError, parseEnv } from '../../config/parse-env';
import { TEMPLATE } from '../release/audit-template';
import { extensionIdOf } from '../release/extension-id';
import { type Finding, note, right, wrong } from './finding';

/** What is examined: one configuration, and the names that follow from it. */
export type Subject = {
  env: Env;
  /** What the extension's requests carry as `Origin`. */
  origin: string;
  /** The Backend API's address, without a slash at the end. */
  apiUrl: string;
  /** Never printed. */
  secretKey: string | null;
};

/** What the configuration by itself tells; `subject` is `null` if there is none to ask with. */
export type Configuration = { subject: Subject | null; findings: Finding[] };

/** Reads what `.env` and the process's environment hold. */
export function readConfiguration(raw: Record<string, string | undefined>): Configuration {
  let env: Env;
  try {
    env = parseEnv(raw);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return {
      subject: null,
      findings: [wrong('Configuration', error.message, 'Mend .env, and run this again.')],
    };
  }
  const id = extensionIdOf(env.extensionKey ?? EXTENSION_KEY);
  const subject: Subject = {
    env,
    origin: `chrome-extension://${id}`,
    apiUrl: (raw.CLERK_API_URL?.trim() || 'https://api.clerk.com').replace(/\/+$/, ''),
    secretKey: raw.CLERK_SECRET_KEY?.trim() || null,
  };
  return {
    subject,
    findings: [
      right('Key', `A ${env.mode} key.`),
      right('Host', `The key names ${env.frontendApiHost}.`),
      note(
        'Extension',
        env.extensionKey
          ? `Its id is ${id}, from VITE_EXTENSION_KEY.`
          : `Its id is ${id}, from EXTENSION_KEY in manifest.config.ts.${id === TEMPLATE.extensionId ? ' Everybody has that one: `npm run key` makes yours.' : ''}`,
      ),
    ],
  };
}
