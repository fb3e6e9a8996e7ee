import { authContract } from '../../../src/auth/contract';
import type { JsonValue } from '../../../src/messaging/contract';
import { isStreamRoute } from '../../../src/messaging/contract';
import { ENVELOPE_VERSION } from '../../../src/messaging/internal/envelope';
import type { RawDriver } from '../../../src/messaging/testing/suite-driver';

/** A request that the worker would serve, were it from one of our pages. */
export function requestFor(route: string, input: JsonValue = {}): JsonValue {
  return { v: ENVELOPE_VERSION, id: crypto.randomUUID(), route, input };
}

/** The names of all routes that answer once. */
export const CALLS = [...authContract.routes]
  .filter(([, route]) => !isStreamRoute(route))
  .map(([name]) => name);

/**
 * Tries every route, those that are opened as streams too, and one that is not there.
 *
 * @returns each different answer; `null` where there was none.
 */
export async function tryEveryRoute(driver: RawDriver): Promise<JsonValue[]> {
  const answers = new Map<string, JsonValue>();
  const note = (answer: JsonValue) => answers.set(JSON.stringify(answer), answer);
  for (const name of [...authContract.routes.keys(), 'auth.nothing']) {
    const sent = await driver.sendRaw(requestFor(name));
    note(sent.answered ? sent.response : null);
    const received = await driver.openRaw(requestFor(name));
    if (received.length === 0) note(null);
    for (const news of received) note(news);
  }
  return [...answers.values()];
}
