import { clientJSON } from '../client/serialize';
import type { Instance } from '../instance';
import type { FapiContext } from './fapi-env';

/**
 * An answer: the resource, and the whole client, from which the SDK takes its state after a change.
 * Clerk sends it with most reads too. What an answer has to look like is told by Clerk's OpenAPI
 * document, against which the tests check it, not by the SDK's types, which differ from it.
 */
export async function answer(instance: Instance, c: FapiContext, response: object) {
  return c.json({ response, client: await clientJSON(instance, c.get('client'), originOf(c)) });
}

/** The answer that is the client itself, beside which there is no other. */
export async function answerClient(instance: Instance, c: FapiContext) {
  const response = await clientJSON(instance, c.get('client'), originOf(c));
  return c.json({ response, client: null });
}

/** Who asks: the `Origin` of the request, which becomes the `azp` of tokens. */
export function originOf(c: FapiContext): string | undefined {
  return c.req.header('origin');
}
