import type {
  ClientJSON,
  DeletedObjectJSON,
  EmailAddressJSON,
  ExternalAccountJSON,
  ImageJSON,
  OrganizationInvitationJSON,
  OrganizationJSON,
  OrganizationMembershipJSON,
  RoleJSON,
  SessionJSON,
  SessionWithActivitiesJSON,
  SignInJSON,
  SignUpJSON,
  UserJSON,
  UserOrganizationInvitationJSON,
} from '@clerk/shared/types';
import { clientJSON } from '../client/serialize';
import type { Instance } from '../instance';
import type { FapiContext } from './fapi-env';

/** Every resource an answer may hold, in Clerk's own types: anything else does not compile. */
type Resource =
  | ClientJSON
  | DeletedObjectJSON
  | EmailAddressJSON
  | ExternalAccountJSON
  | ImageJSON
  | OrganizationInvitationJSON
  | OrganizationJSON
  | OrganizationMembershipJSON
  | RoleJSON
  | SessionJSON
  | SessionWithActivitiesJSON
  | SignInJSON
  | SignUpJSON
  | UserJSON
  | UserOrganizationInvitationJSON;

type Page<T extends Resource> = { data: T[]; total_count: number };

/** The answer to a change: the resource, and the whole client, from which the SDK takes its state. */
export async function mutated(instance: Instance, c: FapiContext, response: Resource | Resource[]) {
  const client = await clientJSON(instance, c.get('client'), originOf(c));
  return c.json({ response, client });
}

/** The answer to a read: the resource alone. */
export function fetched(c: FapiContext, response: Resource | Page<Resource>) {
  return c.json({ response, client: null });
}

/** A page of `items`, cut by the `limit` and `offset` of the query, with the total beside it. */
export function page<T extends Resource>(c: FapiContext, items: T[]): Page<T> {
  const offset = Number(c.req.query('offset') ?? 0) || 0;
  const limit = Number(c.req.query('limit') ?? 10) || 10;
  return { data: items.slice(offset, offset + limit), total_count: items.length };
}

/** Who asks: the `Origin` of the request, which becomes the `azp` of tokens. */
export function originOf(c: FapiContext): string | undefined {
  return c.req.header('origin');
}
