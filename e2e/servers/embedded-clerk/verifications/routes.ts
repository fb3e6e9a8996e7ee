import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { createClient } from '../client/clients';
import { developmentQuery, readClientToken } from '../client-identity';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { activeSessions } from '../sessions/sessions';
import { completeSignIn } from '../sign-ins/flow';
import { completeSignUp } from '../sign-ups/flow';
import type { Client } from '../store/client-model';
import { findUserByEmail } from '../store/queries';
import { clientCookie } from '../web/cookies';
import { followLink, type LinkClaims, type LinkStatus, readLink } from './links';

/** Where the links in mails lead: to the end of the sign-in or sign-up, and on to a page that says so. */
export function verifyRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  app.get('/verify', async (c) => {
    const link = await readLink(instance, c.req.query('token') ?? '');
    const opener = await openerOf(instance, c);
    const owner = instance.store.clients.get(link.cid);
    const outcome = conclude(instance, c, link, owner, opener);
    const place = new URL(link.rurl);
    place.searchParams.set('__clerk_status', outcome.status);
    if (outcome.sessionId) place.searchParams.set('__clerk_created_session', outcome.sessionId);
    return c.redirect(place.href, 303);
  });
  return app;
}

/** The client of the browser that follows the link, or a new one: a link is no request of an application. */
async function openerOf(instance: Instance, c: FapiContext): Promise<Client> {
  const token =
    instance.mode === 'development' ? c.req.query(developmentQuery) : getCookie(c, clientCookie);
  return (token && (await readClientToken(instance, token))) || createClient(instance);
}

function conclude(
  instance: Instance,
  c: FapiContext,
  link: LinkClaims,
  owner: Client | undefined,
  opener: Client,
): { status: LinkStatus; sessionId?: string | null } {
  if (owner === undefined) return { status: 'failed' };
  const { signIn, signUp } = owner;
  const follow = (verification: Parameters<typeof followLink>[1]) =>
    followLink(instance, verification, link, opener);
  const address = [...instance.store.users.values()]
    .flatMap(({ emails }) => emails)
    .find(({ id }) => id === link.sid);
  if (address) {
    const rightful = findUserByEmail(instance.store, address.email);
    const isTaken = rightful !== undefined && !rightful.emails.includes(address);
    return { status: isTaken ? 'failed' : follow(address.verification) };
  }

  if (instance.singleSession && activeSessions(instance, owner).length > 0) {
    return { status: 'failed' };
  }
  // Whoever follows the link is not the owner's application, which must find its token good as before.
  const { rotation } = owner;
  c.set('client', owner);
  try {
    if (signUp?.id === link.sid) {
      const status = follow(signUp.emailVerification);
      if (status === 'verified') completeSignUp(instance, c, signUp);
      return { status, sessionId: signUp.createdSessionId };
    }
    const user = instance.store.users.get(signIn?.userId ?? '');
    if (signIn?.id !== link.sid || user === undefined) return { status: 'failed' };
    const status = follow(signIn.verification);
    if (status === 'verified') completeSignIn(instance, c, signIn, user, 'email_link');
    return { status, sessionId: signIn.createdSessionId };
  } finally {
    owner.rotation = rotation;
  }
}
