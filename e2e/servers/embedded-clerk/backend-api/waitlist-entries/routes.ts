import { Hono } from 'hono';
import { z } from 'zod';
import { inviteToApplication } from '../../admission/invitations';
import { joinWaitlist } from '../../admission/waitlist';
import { FapiError } from '../../http/errors';
import { parametersInvalid } from '../../http/parameters';
import { one, pageOf, paging } from '../../http/query';
import type { Instance } from '../../instance';
import type { WaitlistEntry } from '../../store/admission-model';
import { findUserByEmail, rows } from '../../store/queries';
import { invitationJSON } from '../application-invitations/serialize';
import type { BackendEnv } from '../backend-api';
import { bodyInvalid, notFound } from '../errors';
import { parse, readBody, readJson, readQuery } from '../input';
import { sortBy } from '../sort';

const maxAtOnce = 50;
/** There is no mail that says that somebody waits. */
const newEntry = { email_address: z.email(), notify: z.boolean().nullish() };
const filters = {
  ...paging,
  query: one.optional(),
  status: one.pipe(z.enum(['pending', 'invited', 'completed', 'rejected'])).optional(),
  order_by: one
    .pipe(z.string().regex(/^[-+ ]?(created_at|invited_at|email_address)$/))
    .default('-created_at'),
};

/** Who waits to be let in, and what becomes of it. */
export function waitlistEntryRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { store, clock } = instance;
  const find = (id: string): WaitlistEntry => {
    const entry = store.waitlistEntries.get(id);
    if (entry === undefined) throw notFound(`No waitlist entry was found with id ${id}.`);
    return entry;
  };
  const changed = (entry: WaitlistEntry, change: Partial<WaitlistEntry>) => {
    Object.assign(entry, change, { updatedAt: clock.now() });
    return entryJSON(instance, entry);
  };

  app.get('/waitlist_entries', (c) => {
    const asked = readQuery(c, filters);
    const found = rows(
      store.waitlistEntries,
      (row) =>
        (asked.status ?? row.status) === row.status &&
        row.email.includes(asked.query?.toLowerCase() ?? ''),
    );
    const sorted = sortBy(found, asked.order_by, (row) => {
      if (asked.order_by.endsWith('email_address')) return row.email;
      const invitation = store.applicationInvitations.get(row.invitationId ?? '');
      return asked.order_by.endsWith('invited_at') ? (invitation?.createdAt ?? 0) : row.createdAt;
    });
    const { data, total_count } = pageOf(sorted, asked);
    return c.json({ data: data.map((row) => entryJSON(instance, row)), total_count });
  });

  app.post('/waitlist_entries', async (c) => {
    const { email_address } = await readBody(c, newEntry);
    return c.json(entryJSON(instance, joinWaitlist(instance, email_address)));
  });
  app.post('/waitlist_entries/bulk', async (c) => {
    const list = await readJson(c);
    if (!Array.isArray(list) || list.length < 1 || list.length > maxAtOnce) throw bodyInvalid();
    const emails = list.map((each) => parse(newEntry, each).email_address.toLowerCase());
    if (new Set(emails).size < emails.length) {
      throw parametersInvalid([{ param: 'email_address', kind: 'duplicate' }]);
    }
    return c.json(emails.map((email) => entryJSON(instance, joinWaitlist(instance, email))));
  });

  app.delete('/waitlist_entries/:id', (c) => {
    const { id, status } = find(c.req.param('id'));
    if (status !== 'pending') throw notPending();
    store.waitlistEntries.delete(id);
    return c.json({ object: 'waitlist_entry', id, deleted: true });
  });

  app.post('/waitlist_entries/:id/invite', async (c) => {
    const { ignore_existing } = await readBody(c, { ignore_existing: z.boolean().nullish() });
    const entry = find(c.req.param('id'));
    if (entry.status === 'completed') throw notPending();
    if (ignore_existing !== true && findUserByEmail(store, entry.email) !== undefined) {
      throw parametersInvalid([{ param: 'email_address', kind: 'taken' }]);
    }
    const { invitation } = await inviteToApplication(instance, {
      email: entry.email,
      publicMetadata: {},
      redirectUrl: null,
      expiresInDays: 30,
      notify: true,
    });
    return c.json(changed(entry, { status: 'invited', invitationId: invitation.id }));
  });
  app.post('/waitlist_entries/:id/reject', async (c) => {
    await readBody(c, {});
    const entry = find(c.req.param('id'));
    if (entry.status === 'completed') throw notPending();
    return c.json(changed(entry, { status: 'rejected' }));
  });
  return app;
}

function entryJSON(instance: Instance, entry: WaitlistEntry) {
  const invitation = instance.store.applicationInvitations.get(entry.invitationId ?? '');
  return {
    object: 'waitlist_entry',
    id: entry.id,
    email_address: entry.email,
    status: entry.status,
    is_locked: false,
    invitation: invitation === undefined ? null : invitationJSON(instance, invitation),
    created_at: entry.createdAt,
    updated_at: entry.updatedAt,
  };
}

/** 409: it is too late for that. */
function notPending() {
  return new FapiError(409, {
    code: 'waitlist_entry_not_pending',
    message: 'waitlist entry not pending',
    long_message: 'Only pending waitlist entries can be changed.',
  });
}
