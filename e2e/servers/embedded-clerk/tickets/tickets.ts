import { badRequest } from '../http/errors';
import type { Instance } from '../instance';

/** What a ticket was made for, as its claim `st` calls it. */
const SOURCES = ['sign_in_token', 'actor_token', 'invitation'] as const;
export type TicketSource = (typeof SOURCES)[number];

/** The ticket of a row: a JWT that names it, as Clerk's are. It is good for whoever presents it. */
export function mintTicket(
  instance: Instance,
  source: TicketSource,
  { id, expireAt }: { id: string; expireAt: number },
): Promise<string> {
  return instance.key.sign({
    exp: Math.floor(expireAt / 1000),
    iss: instance.issuer,
    sid: id,
    st: source,
  });
}

/** Where a browser takes `ticket` to. */
export function ticketUrl({ issuer }: Instance, ticket: string): string {
  return `${issuer}/v1/tickets/accept?ticket=${ticket}`;
}

/** What `ticket` was made for, and the id of its row. Throws Clerk's answer to one that was not made here. */
export async function readTicket(
  instance: Instance,
  ticket: string,
): Promise<{ source: TicketSource; id: string }> {
  const claims = await instance.key.read(ticket);
  const source = SOURCES.find((each) => each === claims?.st);
  if (source === undefined || typeof claims?.sid !== 'string') throw ticketInvalid();
  return { source, id: claims.sid };
}

/** 400: the ticket was not made here, or what it was made for is gone. */
export function ticketInvalid() {
  return badRequest('ticket_invalid_code', 'ticket is invalid', 'The ticket is invalid.');
}

/** 400: it is too late for it. */
export function ticketExpired() {
  return badRequest('ticket_expired_code', 'ticket has expired', 'The ticket has expired.');
}
