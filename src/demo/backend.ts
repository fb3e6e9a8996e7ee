import { useState } from 'react';
import * as z from 'zod/mini';
import { type PlainKey, t } from '../i18n/t';
import { type CallError, client } from '../ui/client';
import { useAction } from '../ui/use-action';

/** What the sample backend (e2e/servers/sample-backend) answers to `GET /me`, verified or refused. */
export const BackendAnswer = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('verified'),
    sub: z.string(),
    sid: z.nullable(z.string()),
    org: z.nullable(
      z.object({ id: z.string(), slug: z.nullable(z.string()), role: z.nullable(z.string()) }),
    ),
    azp: z.nullable(z.string()),
  }),
  z.object({ verdict: z.literal('refused'), reason: z.string().check(z.maxLength(100)) }),
]);
export type BackendAnswer = z.infer<typeof BackendAnswer>;

/** How long a backend may take before it counts as unreachable. */
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * The outcome of a request. `unreachable`: no answer, for one of several reasons that a browser does
 * not tell apart (nothing listens there, or CORS keeps this origin out). `unreadable`: an answer that
 * is not one of the sample backend's.
 */
export type BackendVerdict =
  | BackendAnswer
  | { verdict: 'unreachable' }
  | { verdict: 'unreadable'; httpStatus: number };

/**
 * Has the backend at `origin` verify `jwt`. Rejects only when `signal` is aborted. The token
 * goes into the `Authorization` header and nowhere else.
 */
export async function callBackend(
  origin: string,
  jwt: string,
  signal: AbortSignal,
): Promise<BackendVerdict> {
  try {
    const response = await fetch(`${origin}/me`, {
      headers: { authorization: `Bearer ${jwt}` },
      credentials: 'omit',
      cache: 'no-store',
      // A redirect would hand the token to another host.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
    const answer = z.safeParse(BackendAnswer, await response.json().catch(() => null));
    const isConsistent = answer.success && response.ok === (answer.data.verdict === 'verified');
    return isConsistent ? answer.data : { verdict: 'unreadable', httpStatus: response.status };
  } catch {
    signal.throwIfAborted();
    return { verdict: 'unreachable' };
  }
}

const REFUSALS = new Map<string, PlainKey>([
  ['token-missing', 'demoRefusedMissing'],
  ['token-expired', 'demoRefusedExpired'],
  ['token-not-active-yet', 'demoRefusedEarly'],
  ['token-iat-in-the-future', 'demoRefusedFuture'],
  ['token-invalid-signature', 'demoRefusedSignature'],
  ['token-invalid-issuer', 'demoRefusedIssuer'],
  ['token-invalid-authorized-parties', 'demoRefusedParty'],
]);

/** Why a backend refused a token, to follow "because". `reason` is one of `@clerk/backend`'s codes. */
export function refusalText(reason: string): string {
  return t(REFUSALS.get(reason) ?? 'demoRefusedOther');
}

/** The backend's verdict, or why there was no token to send. */
export type BackendOutcome = BackendVerdict | { verdict: 'signed-out' } | { verdict: 'pending' };

/**
 * Calls the backend at `origin` with a token from the worker.
 *
 * @returns `outcome` of the last finished call, `null` while there is none; `error` when the worker
 * could not provide a token.
 */
export function useBackendCall(origin: string): {
  call: () => void;
  busy: boolean;
  outcome: BackendOutcome | null;
  error: CallError | null;
} {
  const [outcome, setOutcome] = useState<BackendOutcome | null>(null);
  const { run, busy, error } = useAction(async (signal) => {
    setOutcome(null);
    const result = await client.call('auth.getToken', {}, { signal });
    setOutcome(
      result.status === 'ok'
        ? await callBackend(origin, result.token.jwt, signal)
        : { verdict: result.status },
    );
  });
  return { call: run, busy, outcome, error };
}
