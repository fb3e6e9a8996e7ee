import * as z from 'zod/mini';

/** Milliseconds for one request, body included. */
const ANSWER_TIMEOUT_MS = 10_000;

/** Why there was no answer. `resolver`: the machine could not ask for the name, which may well exist. */
export type Failure = 'no-such-host' | 'resolver' | 'refused' | 'tls' | 'timeout' | 'broken';

/** What came of one request. */
export type Answer =
  | { failure: Failure }
  | {
      failure: null;
      status: number;
      headers: Headers;
      /** The body as JSON; `undefined` if it is none. */
      json: unknown;
      /** The codes of a body in Clerk's error shape; empty for any other. */
      codes: string[];
    };

/** What is asked: a part of the standard's `RequestInit`. */
export type Question = { method?: string; headers?: Record<string, string>; body?: string };

/** Sends one request; no failure of it rejects. Redirects are answers: Clerk's APIs have none. */
export type Ask = (url: string, question?: Question) => Promise<Answer>;

/** The part of the standard's `fetch` that is needed. */
export type Fetch = (
  url: string,
  init: Question & { redirect: 'manual'; signal: AbortSignal },
) => Promise<{ status: number; headers: Iterable<[string, string]>; text(): Promise<string> }>;

/** An `Ask` by way of `fetch`, which rejects with the reason of `stopped` once that is aborted. */
export function createAsk(
  fetch: Fetch,
  { stopped, timeoutMs = ANSWER_TIMEOUT_MS }: { stopped?: AbortSignal; timeoutMs?: number } = {},
): Ask {
  return async (url, question = {}) => {
    try {
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = stopped ? AbortSignal.any([stopped, timeout]) : timeout;
      const response = await fetch(url, { ...question, redirect: 'manual', signal });
      const json = parseJson(await response.text());
      return {
        failure: null,
        status: response.status,
        headers: new Headers([...response.headers]),
        json,
        codes: codesOf(json),
      };
    } catch (error) {
      stopped?.throwIfAborted();
      return { failure: failureOf(error) };
    }
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Anything else in the place of a code might be what we sent. */
const Code = z.string().check(z.regex(/^[a-z0-9_]{1,80}$/));
const ErrorBody = z.object({ errors: z.array(z.object({ code: Code })) });

function codesOf(json: unknown): string[] {
  const parsed = ErrorBody.safeParse(json);
  return parsed.success ? parsed.data.errors.map(({ code }) => code) : [];
}

/**
 * Node's and undici's codes, by what they mean to whoever configures a host.
 *
 * @see https://nodejs.org/api/errors.html#common-system-errors and /api/tls.html#x509-certificate-error-codes
 */
const FAILURES: [code: RegExp, Failure][] = [
  [/^ENOTFOUND$/, 'no-such-host'],
  [/^(EAI_AGAIN|ENETUNREACH|EHOSTUNREACH)$/, 'resolver'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/, 'timeout'],
  [/^(ERR_(TLS|SSL)_|EPROTO$|CERT_|.*_CERT(_|$)|.*CERTIFICATE|HOSTNAME_MISMATCH)/, 'tls'],
];

function failureOf(error: unknown): Failure {
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout';
  // `fetch` rejects with a TypeError that says nothing but "fetch failed".
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return FAILURES.find(([pattern]) => pattern.test(code))?.[1] ?? 'broken';
}

/** What one failure means, for the host that was asked. */
export const FAILURE_TEXT: Record<Failure, string> = {
  'no-such-host': 'the name does not exist in DNS',
  resolver: 'this machine has no DNS or no network',
  refused: 'nothing listens there',
  tls: 'the certificate is not one that this machine trusts',
  timeout: 'there was no answer in time',
  broken: 'the connection broke',
};
