import { version as clerkJsVersion } from '../../node_modules/@clerk/clerk-js/package.json';
import type { ClerkTransport } from '../clerk/clerk-transport';
import { unlessAborted } from '../messaging/unless-aborted';
import { API_VERSION } from './api-version';

/** Asks Clerk what the SDK is about to ask, while the SDK is still being read. */
export type HeadStart = {
  /** Takes the place of `fetch`: the SDK's first requests get the answers to those sent already. */
  fetch: typeof fetch;
  /** Sends the requests with which the SDK loads, if there is a client to ask about. */
  start(): void;
};

/** What may differ between a request sent ahead and the SDK's: the transport and api-version.ts set these. */
const SET_ON_THE_WAY = ['__clerk_api_version', '__clerk_db_jwt', '_is_native'];

/**
 * Milliseconds after which the SDK asks for itself: it is read within seconds, and where it was not, as in a
 * panel that was suspended, an old answer may name somebody who has left.
 */
const MAX_AGE_MS = 30_000;

/**
 * Saves the panel the time in which its script runs and no request is under way. The answer goes to the first
 * request to the same path, if it asks the same; what follows, such as a retry, is sent as ever. A later
 * SDK that asks otherwise gets answers of its own, and those sent ahead are for nothing.
 *
 * @param touch whether the SDK reports the visit as it reads the environment, as it does for development
 * instances in what it calls a standard browser.
 * @param transport gives the requests the client JWT, and keeps what their answers make of it.
 * @param now milliseconds since the epoch: a clock that goes on while the machine sleeps.
 */
export function createHeadStart({
  frontendApiHost,
  touch,
  transport: { ask, fetch: send },
  now = Date.now,
}: {
  frontendApiHost: string;
  touch: boolean;
  transport: Pick<ClerkTransport, 'ask' | 'fetch'>;
  now?: () => number;
}): HeadStart {
  const ahead = new Map<
    string,
    { question: string; answer: Promise<Response | null>; sentAt: number }
  >();

  function sendAhead(path: string, method: 'GET' | 'PATCH'): void {
    const url = new URL(`https://${frontendApiHost}/v1/${path}`);
    url.searchParams.set('__clerk_api_version', API_VERSION);
    url.searchParams.set('_clerk_js_version', clerkJsVersion);
    const init: RequestInit = { method: 'GET', credentials: 'omit' };
    if (method === 'PATCH') {
      url.searchParams.set('_method', method);
      init.method = 'POST';
      init.headers = { 'content-type': 'application/x-www-form-urlencoded' };
    }
    const answer = ask(url, init);
    // It is the SDK's to handle, which may come later than the failure.
    answer.catch(() => {});
    ahead.set(url.pathname, { question: questionOf(url, init), answer, sentAt: now() });
  }

  return {
    start() {
      sendAhead('environment', touch ? 'PATCH' : 'GET');
      sendAhead('client', 'GET');
    },
    async fetch(input, init) {
      if (ahead.size === 0 || input instanceof Request) return send(input, init);
      const url = new URL(input);
      const sent = ahead.get(url.pathname);
      if (!sent || url.host !== frontendApiHost) return send(input, init);
      ahead.delete(url.pathname);
      const isOld = now() - sent.sentAt > MAX_AGE_MS;
      if (isOld || sent.question !== questionOf(url, init)) return send(input, init);
      const { answer } = sent;
      const answered = init?.signal ? unlessAborted(init.signal, answer) : answer;
      return (await answered) ?? send(input, init);
    },
  };
}

/** What a request asks, apart from who asks and in which version. */
function questionOf({ searchParams }: URL, init: RequestInit = {}): string {
  const params = [...searchParams].filter(([name]) => !SET_ON_THE_WAY.includes(name));
  return JSON.stringify([init.method ?? 'GET', params.sort(), init.body ?? '']);
}
