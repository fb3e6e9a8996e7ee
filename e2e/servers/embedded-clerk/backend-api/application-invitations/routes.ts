import { Hono } from 'hono';
import { z } from 'zod';
import { inviteToApplication, pendingInvitations, statusOf } from '../../admission/invitations';
import { badRequest, FapiError } from '../../http/errors';
import { parametersInvalid } from '../../http/parameters';
import { flag, one, pageOf, paging } from '../../http/query';
import type { Instance } from '../../instance';
import { findUserByEmail, rows } from '../../store/queries';
import type { BackendEnv } from '../backend-api';
import { bodyInvalid, notFound } from '../errors';
import { jsonObject, parse, readBody, readJson, readQuery } from '../input';
import { sortBy } from '../sort';
import { invitationJSON } from './serialize';

const monthDays = 30;
const maxAtOnce = 10;
const newInvitation = {
  email_address: z.email(),
  public_metadata: jsonObject.nullish(),
  redirect_url: z.url().nullish(),
  expires_in_days: z.number().int().min(1).max(365).nullish(),
  ignore_existing: z.boolean().nullish(),
  notify: z.boolean().nullish(),
  template_slug: z.enum(['invitation', 'waitlist_invitation']).optional(),
};
type NewInvitation = z.output<z.ZodObject<typeof newInvitation>>;

const filters = {
  ...paging,
  paginated: flag.default(false),
  status: one.pipe(z.enum(['pending', 'accepted', 'revoked', 'expired'])).optional(),
  query: one.optional(),
  order_by: one
    .pipe(z.string().regex(/^[-+ ]?(created_at|email_address|expires_at)$/))
    .default('-created_at'),
};

/** Who is asked to sign up. Invitations to organisations are another resource. */
export function applicationInvitationRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { store, clock } = instance;
  const create = async (asked: NewInvitation) => {
    const { invitation, url } = await inviteToApplication(instance, {
      email: asked.email_address,
      publicMetadata: asked.public_metadata ?? {},
      redirectUrl: asked.redirect_url ?? null,
      expiresInDays: asked.expires_in_days ?? monthDays,
      notify: asked.notify ?? true,
    });
    return invitationJSON(instance, invitation, url);
  };

  app.get('/invitations', (c) => {
    const asked = readQuery(c, filters);
    const found = rows(store.applicationInvitations, (row) => {
      const status = statusOf(instance, row);
      return (
        (asked.status === undefined ? status !== 'revoked' : status === asked.status) &&
        (row.id === asked.query || row.email.includes(asked.query?.toLowerCase() ?? ''))
      );
    });
    const sorted = sortBy(found, asked.order_by, (row) =>
      asked.order_by.endsWith('email_address')
        ? row.email
        : asked.order_by.endsWith('expires_at')
          ? row.expireAt
          : row.createdAt,
    );
    const page = pageOf(sorted, asked);
    const data = page.data.map((row) => invitationJSON(instance, row));
    // Not in the document, but what `getInvitationList` of @clerk/backend asks for.
    return c.json(asked.paginated ? { ...page, data } : data);
  });

  app.post('/invitations', async (c) => {
    const asked = await readBody(c, newInvitation);
    refuseKnown(instance, [asked]);
    return c.json(await create(asked));
  });
  app.post('/invitations/bulk', async (c) => {
    const list = await readJson(c);
    if (!Array.isArray(list) || list.length < 1 || list.length > maxAtOnce) throw bodyInvalid();
    // All are read before one is made: a fault in the last leaves nothing behind.
    const asked = list.map((each) => parse(newInvitation, each));
    refuseKnown(instance, asked);
    return c.json(await Promise.all(asked.map(create)));
  });

  app.post('/invitations/:id/revoke', async (c) => {
    await readBody(c, {});
    const id = c.req.param('id');
    const invitation = store.applicationInvitations.get(id);
    if (invitation === undefined) throw notFound(`No invitation was found with id ${id}.`);
    if (invitation.status !== 'pending') {
      throw badRequest(
        `invitation_already_${invitation.status}`,
        `invitation already ${invitation.status}`,
        `The invitation has already been ${invitation.status}.`,
      );
    }
    invitation.status = 'revoked';
    invitation.updatedAt = clock.now();
    return c.json(invitationJSON(instance, invitation));
  });
  return app;
}

/** Throws Clerk's answer where somebody is invited already or has an account, unless that is waived. */
function refuseKnown(instance: Instance, asked: NewInvitation[]): void {
  const emails = asked.flatMap((each) => (each.ignore_existing ? [] : [each.email_address]));
  if (emails.some((email) => findUserByEmail(instance.store, email) !== undefined)) {
    throw parametersInvalid([{ param: 'email_address', kind: 'taken' }]);
  }
  const invited = emails.filter((email) => pendingInvitations(instance, email).length > 0);
  if (invited.length === 0) return;
  throw new FapiError(400, {
    code: 'duplicate_record',
    message: 'duplicate invitation',
    long_message: 'There are already pending invitations for the following email addresses.',
    meta: { email_addresses: invited },
  });
}
