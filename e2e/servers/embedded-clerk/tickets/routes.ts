import { Hono } from 'hono';
import { accountsHostOf } from '../accounts-portal/routes';
import { openInvitation } from '../admission/invitations';
import type { FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { findUserByEmail } from '../store/queries';
import { readTicket } from './tickets';

/** Where the links with tickets lead: on to the page whose component redeems the ticket. */
export function ticketRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const portal = `https://${accountsHostOf(instance.host)}`;

  app.get('/tickets/accept', async (c) => {
    const ticket = c.req.query('ticket') ?? '';
    const { source, id } = await readTicket(instance, ticket);
    const invitation = source === 'invitation' ? openInvitation(instance, id) : undefined;
    const isNew =
      invitation !== undefined && findUserByEmail(instance.store, invitation.email) === undefined;
    const place = new URL(invitation?.redirectUrl ?? `${portal}/${isNew ? 'sign-up' : 'sign-in'}`);
    place.searchParams.set('__clerk_ticket', ticket);
    place.searchParams.set('__clerk_status', isNew ? 'sign_up' : 'sign_in');
    return c.redirect(place.href, 303);
  });
  return app;
}
