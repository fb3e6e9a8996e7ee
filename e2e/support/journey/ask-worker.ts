import type { Page } from '@playwright/test';
import type { TokenRequest, TokenResult } from '../../../src/auth/access-token';
import type { SessionSnapshot } from '../../../src/auth/session-snapshot';
import { ENVELOPE_VERSION, type WireError } from '../../../src/messaging/internal/envelope';

/** What the worker answered, as it crossed the wire. */
export type Answer<T> = { ok: true; data: T } | { ok: false; error: WireError };

/** Routes of the auth contract that tests ask, and what they answer. */
type Answers = {
  'auth.getToken': TokenResult;
  'auth.getSession': SessionSnapshot;
  'auth.refresh': object;
  'auth.signOut': object;
  'auth.setActiveOrganization': SessionSnapshot;
  'auth.setActiveSession': SessionSnapshot;
};

/**
 * Asks the worker one question from a page of the extension, by the bare wire format: no client of
 * ours retries or repairs what comes back. A worker that dies first is a rejection.
 */
export function askWorker<Route extends keyof Answers>(
  page: Page,
  route: Route,
  input: object = {},
): Promise<Answer<Answers[Route]>> {
  return page.evaluate(
    ([v, name, body]) =>
      chrome.runtime.sendMessage({ v, id: crypto.randomUUID(), route: name, input: body }),
    [ENVELOPE_VERSION, route, input] as const,
  );
}

/** The same for a token, `count` times at once. */
export function askForTokens(
  page: Page,
  count: number,
  request: TokenRequest = {},
): Promise<Answer<TokenResult>[]> {
  return page.evaluate(
    ([v, times, input]) =>
      Promise.all(
        Array.from({ length: times }, () =>
          chrome.runtime.sendMessage({
            v,
            id: crypto.randomUUID(),
            route: 'auth.getToken',
            input,
          }),
        ),
      ),
    [ENVELOPE_VERSION, count, request] as const,
  );
}
