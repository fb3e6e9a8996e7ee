import type { FapiContext } from './fapi-env';
import type { Instance } from './instance';
import { clientJSON } from './serialize/client';

/** The answer to a change: the resource, and the whole client, from which the SDK takes its state. */
export async function mutated<T>(instance: Instance, c: FapiContext, response: T) {
  const client = await clientJSON(instance, c.get('client'), originOf(c));
  return c.json({ response, client });
}

/** The answer to a read: the resource alone. */
export function fetched<T>(c: FapiContext, response: T) {
  return c.json({ response, client: null });
}

/** A page of `items`, cut by the `limit` and `offset` of the query, with the total beside it. */
export function page<T>(c: FapiContext, items: T[]): { data: T[]; total_count: number } {
  const offset = Number(c.req.query('offset') ?? 0) || 0;
  const limit = Number(c.req.query('limit') ?? 10) || 10;
  return { data: items.slice(offset, offset + limit), total_count: items.length };
}

/** Who asks: the `Origin` of the request, which becomes the `azp` of tokens. */
export function originOf(c: FapiContext): string | undefined {
  return c.req.header('origin');
}
