import { type Cause, causeOf, causeOfSilence, isMisconfiguration } from '../auth/cause';
import { responseCode } from './clerk-error';
import { issuedAt } from './client-jwt';

/** Why Clerk could not load: nothing of Clerk answered, or Clerk refused. */
export type LoadFailure = {
  reason: 'unreachable' | 'misconfigured';
  /** What is to be mended, where that is known. */
  cause?: Cause;
  /** When, in epoch milliseconds. */
  at: number;
};

type Why = Omit<LoadFailure, 'at'>;

/** What a page's own requests to the Frontend API have come to. */
export type AnswerWatch = {
  /** Takes the place of `fetch`, and takes note of what the SDK is answered. */
  fetch: typeof fetch;
  /**
   * Why Clerk could not load; `null` while nothing stands in its way. A refusal goes first. The same
   * object until something changes.
   */
  failure(): LoadFailure | null;
  /** Why the last form was refused; `null` where it was not, or for a reason of the form's own. */
  refusal(): Cause | null;
  /** Calls back after each change. Returns the way to unsubscribe. */
  subscribe(onChange: () => void): () => void;
};

/** What the SDK asks for in a page before it is loaded. */
const LOADING = ['/v1/dev_browser', '/v1/environment', '/v1/client'];

/**
 * Watches what a page's SDK is answered. Nobody else could say why it fails to load: the SDK says only
 * that it failed, and the worker does not ask Clerk where there is no client yet. And of a form that
 * is refused the SDK's components tell nobody but the person before them.
 *
 * @param nativeFetch what sends the requests.
 * @param clientJwt the one that is stored, where Clerk has answered this browser before.
 * @param now epoch milliseconds.
 */
export function createAnswerWatch({
  frontendApiHost,
  nativeFetch,
  clientJwt,
  now = Date.now,
}: {
  frontendApiHost: string;
  nativeFetch: typeof fetch;
  clientJwt: () => Promise<string | undefined>;
  now?: () => number;
}): AnswerWatch {
  const failures = new Map<string, LoadFailure>();
  const subscribers = new Set<() => void>();
  let hasAnswered = false;
  let refusal: Cause | null = null;

  function notify(): void {
    for (const onChange of [...subscribers]) onChange();
  }

  function note(path: string, why: Why | null): void {
    if (why === null) failures.delete(path);
    else failures.set(path, { ...why, at: now() });
    notify();
  }

  async function silence(): Promise<Why> {
    const jwt = await clientJwt();
    const isNewcomer = !hasAnswered && jwt === undefined;
    const cause =
      causeOfSilence(now(), issuedAt(jwt)) ?? (isNewcomer ? 'never-answered' : undefined);
    return { reason: 'unreachable', ...(cause ? { cause } : {}) };
  }

  async function watchLoad(path: string, send: () => Promise<Response>): Promise<Response> {
    try {
      const response = await send();
      hasAnswered = true;
      note(path, await whyNot(response));
      return response;
    } catch (error) {
      note(path, await silence());
      throw error;
    }
  }

  async function watchForm(send: () => Promise<Response>): Promise<Response> {
    const response = await send();
    const before = refusal;
    refusal = (response.ok ? undefined : causeOf((await responseCode(response)) ?? '')) ?? null;
    if (refusal !== before) notify();
    return response;
  }

  return {
    fetch(input, init) {
      const { host, pathname } = new URL(input instanceof Request ? input.url : input);
      const send = () => nativeFetch(input, init);
      if (host !== frontendApiHost) return send();
      if (LOADING.includes(pathname)) return watchLoad(pathname, send);
      return (init?.method ?? 'GET') === 'GET' ? send() : watchForm(send);
    },
    failure() {
      const standing = [...failures.values()].toSorted((one, other) => other.at - one.at);
      return standing.find(({ reason }) => reason === 'misconfigured') ?? standing[0] ?? null;
    },
    refusal: () => refusal,
    subscribe(onChange) {
      subscribers.add(onChange);
      return () => subscribers.delete(onChange);
    },
  };
}

async function whyNot(response: Response): Promise<Why | null> {
  if (response.ok) return null;
  // A 4xx without Clerk's own error shape is a proxy's or a captive portal's.
  const code = await responseCode(response);
  const cause = code === undefined ? undefined : causeOf(code);
  const { status } = response;
  const isRefusal = code !== undefined && status >= 400 && status < 500 && status !== 429;
  const isWrong = isMisconfiguration(cause) || (isRefusal && cause === undefined);
  return { reason: isWrong ? 'misconfigured' : 'unreachable', ...(cause ? { cause } : {}) };
}
