import * as z from 'zod/mini';
import { type Answer, type Ask, FAILURE_TEXT } from './ask';
import { type Finding, note, right, unknown, wrong } from './finding';
import type { Subject } from './subject';

/**
 * A call that would mend what is wrong. Its body holds no secret. A list of origins is replaced as a whole, so
 * that call is made with those that are allowed by then.
 */
export type Fix = { method: 'PATCH' | 'POST'; path: string; body: Record<string, unknown> };

/** What the Backend API tells, and the calls that would mend it. */
export type BackendResult = { findings: Finding[]; fixes: Fix[] };

const Instance = z.object({ allowed_origins: z.nullable(z.array(z.string())) });
const Jwks = z.object({ keys: z.array(z.object({ kid: z.string() })) });

/** Where the list of origins is. */
const INSTANCE = '/v1/instance';

const REMEDY = '`npm run doctor -- --fix` adds it.';

/**
 * Asks with the secret key for what is hidden without it. Nothing is offered to be mended unless the key
 * is shown to be of the instance that the extension is for.
 */
export async function examineBackendApi(subject: Subject, ask: Ask): Promise<BackendResult> {
  const check = 'Secret key';
  const { env, secretKey, apiUrl } = subject;
  if (secretKey === null) {
    const says = 'There is no CLERK_SECRET_KEY: allowed origins and redirect URLs were not read.';
    return { findings: [note(check, says)], fixes: [] };
  }
  const refuse = (says: string, remedy: string): BackendResult => ({
    findings: [wrong(check, says, remedy)],
    fixes: [],
  });
  const copy = 'Copy CLERK_SECRET_KEY from the page that the publishable key is from.';
  const form = /^sk_(test|live)_[\x21-\x7e]+$/.exec(secretKey);
  if (!form)
    return refuse('CLERK_SECRET_KEY is no secret key of Clerk (sk_test_ or sk_live_).', copy);
  if ((form[1] === 'live') !== (env.mode === 'production')) {
    return refuse('CLERK_SECRET_KEY and the publishable key are of different kinds.', copy);
  }
  if (!apiUrl.startsWith('https://')) {
    const says = 'CLERK_API_URL does not begin with https://, and the key was not sent there.';
    return refuse(says, 'Mend CLERK_API_URL, or leave it out.');
  }
  const [own, ours] = await Promise.all([
    ask(`${apiUrl}/v1/jwks`, { headers: authorization(secretKey) }),
    ask(`https://${env.frontendApiHost}/.well-known/jwks.json`),
  ]);
  if (own.failure === null && own.status === 401) return refuse('Clerk does not know it.', copy);
  const kids = [keyIds(own), keyIds(ours)];
  if (!kids[0] || !kids[1]) {
    const says = `Whose it is could not be told: ${kids[0] ? 'the Frontend API' : 'the Backend API'} did not list its keys.`;
    const remedy = 'Mend what stands above, and run this again.';
    return { findings: [unknown(check, says, remedy)], fixes: [] };
  }
  if (!kids[0].some((kid) => kids[1]?.includes(kid))) {
    return refuse('It is of another instance than the publishable key.', copy);
  }
  const results = [
    await allowedOrigins(subject, secretKey, ask),
    // #region feature: oauth
    await redirectUrls(subject, secretKey, ask),
    // #endregion feature: oauth
  ];
  return {
    findings: [
      right(check, 'It is of the same instance as the publishable key.'),
      ...results.flatMap(({ findings }) => findings),
    ],
    fixes: results.flatMap(({ fixes }) => fixes),
  };
}

async function allowedOrigins(
  { apiUrl, origin }: Subject,
  secretKey: string,
  ask: Ask,
): Promise<BackendResult> {
  const check = 'Allowed origins';
  const answer = await ask(`${apiUrl}${INSTANCE}`, { headers: authorization(secretKey) });
  const listed = originsIn(answer);
  if (listed === null) return unread(check, answer);
  if (listed.includes(origin)) {
    return { findings: [right(check, `${origin} is in the list of ${listed.length}.`)], fixes: [] };
  }
  return {
    findings: [wrong(check, `${origin} is not in the list of ${listed.length}.`, REMEDY)],
    fixes: [{ method: 'PATCH', path: INSTANCE, body: { allowed_origins: [...listed, origin] } }],
  };
}

// #region feature: oauth
const RedirectUrls = z.array(z.object({ url: z.string() }));

/** The most that one page holds, by Clerk's own document. */
const PAGE = 500;

/** Where sign-in with a provider returns to: `chrome.identity.getRedirectURL('clerk')`. */
export function redirectUrlOf({ origin }: Pick<Subject, 'origin'>): string {
  return `https://${new URL(origin).host}.chromiumapp.org/clerk`;
}

async function redirectUrls(subject: Subject, secretKey: string, ask: Ask): Promise<BackendResult> {
  const check = 'Redirect URLs';
  const { apiUrl, env } = subject;
  const redirectUrl = redirectUrlOf(subject);
  if (!env.oauth) return { findings: [note(check, 'None is needed: no providers.')], fixes: [] };
  const url = `${apiUrl}/v1/redirect_urls?limit=${PAGE}`;
  const answer = await ask(url, { headers: authorization(secretKey) });
  const parsed = RedirectUrls.safeParse(jsonOf(answer));
  if (!parsed.success) return unread(check, answer);
  if (parsed.data.some((listed) => listed.url === redirectUrl)) {
    return {
      findings: [right(check, `${redirectUrl} is in the list of ${parsed.data.length}.`)],
      fixes: [],
    };
  }
  return {
    findings: [wrong(check, `${redirectUrl} is not in the list of ${parsed.data.length}.`, REMEDY)],
    fixes: [{ method: 'POST', path: '/v1/redirect_urls', body: { url: redirectUrl } }],
  };
}
// #endregion feature: oauth

/** Makes one call. Resolves to what is to be said of it. */
export async function applyFix(fix: Fix, subject: Subject, ask: Ask): Promise<Finding> {
  const check = `${fix.method} ${fix.path}`;
  let { body } = fix;
  if (fix.path === INSTANCE) {
    // Somebody may have allowed another one since, while this was being read and agreed to.
    const url = `${subject.apiUrl}${INSTANCE}`;
    const now = await ask(url, { headers: authorization(subject.secretKey ?? '') });
    const listed = originsIn(now);
    if (listed === null) return unknown(check, 'Not called: the list could not be read again.');
    if (listed.includes(subject.origin)) return right(check, 'Not needed any more.');
    body = { allowed_origins: [...listed, subject.origin] };
  }
  const answer = await ask(`${subject.apiUrl}${fix.path}`, {
    method: fix.method,
    headers: { ...authorization(subject.secretKey ?? ''), 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.failure !== null) return unknown(check, `${FAILURE_TEXT[answer.failure]}.`);
  const isDone = answer.status >= 200 && answer.status < 300;
  const says = `Answered ${describe(answer)}.`;
  return isDone ? right(check, says) : wrong(check, says, 'Make the change in the dashboard.');
}

/** The origins in an answer about the instance; `null` where they could not be read. */
function originsIn(answer: Answer): string[] | null {
  const parsed = Instance.safeParse(jsonOf(answer));
  return parsed.success ? (parsed.data.allowed_origins ?? []) : null;
}

function authorization(secretKey: string) {
  return { Authorization: `Bearer ${secretKey}` };
}

function jsonOf(answer: Answer): unknown {
  return answer.failure === null && answer.status === 200 ? answer.json : undefined;
}

function keyIds(answer: Answer): string[] | null {
  const parsed = Jwks.safeParse(jsonOf(answer));
  return parsed.success ? parsed.data.keys.map(({ kid }) => kid) : null;
}

function unread(check: string, answer: Answer): BackendResult {
  const why =
    answer.failure === null ? `answered ${describe(answer)}` : FAILURE_TEXT[answer.failure];
  return { findings: [unknown(check, `They could not be read: ${why}.`)], fixes: [] };
}

function describe({ status, codes }: Extract<Answer, { failure: null }>): string {
  return codes.length > 0 ? `${status} (${codes.join(', ')})` : String(status);
}

/** The calls as they will be made. The secret key goes with each, and is not shown. */
export function fixesText(fixes: readonly Fix[], apiUrl: string): string {
  return fixes
    .map(({ method, path, body }) => `${method} ${apiUrl}${path}\n  ${JSON.stringify(body)}`)
    .join('\n');
}
