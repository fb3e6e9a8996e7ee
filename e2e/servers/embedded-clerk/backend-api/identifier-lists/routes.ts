import { Hono } from 'hono';
import { z } from 'zod';
import { inviteToApplication } from '../../admission/invitations';
import { type ListName, parseListed } from '../../admission/listed-identifiers';
import { badRequest, formError, notAllowedValue } from '../../http/errors';
import { flag, pageOf, paging } from '../../http/query';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import type { ListedIdentifier } from '../../store/admission-model';
import type { BackendEnv } from '../backend-api';
import { notFound } from '../errors';
import { readBody, readQuery } from '../input';
import { listedIdentifierJSON } from './serialize';

const monthDays = 30;

/** The allowlist and the blocklist. Whether they count is set at /instance/restrictions. */
export function identifierListRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { allowlist, blocklist } = instance.store;
  const list = (name: ListName, rows: Iterable<ListedIdentifier>) =>
    [...rows].map((row) => listedIdentifierJSON(name, row));

  app.get('/allowlist_identifiers', (c) => {
    const { paginated, ...page } = readQuery(c, { ...paging, paginated: flag.default(false) });
    const { data, total_count } = pageOf(list('allowlist', allowlist.values()), page);
    // Not in the document, but what @clerk/backend asks for.
    return c.json(paginated ? { data, total_count } : data);
  });
  app.post('/allowlist_identifiers', async (c) => {
    const asked = await readBody(c, { identifier: z.string(), notify: z.boolean().optional() });
    const row = newRow(instance, 'allowlist', asked.identifier);
    if (asked.notify) row.invitationId = await invite(instance, row);
    allowlist.set(row.id, row);
    return c.json(listedIdentifierJSON('allowlist', row));
  });
  app.get('/blocklist_identifiers', (c) => {
    // In one piece, as the document has it.
    readQuery(c, {});
    const data = list('blocklist', blocklist.values());
    return c.json({ data, total_count: data.length });
  });
  app.post('/blocklist_identifiers', async (c) => {
    const { identifier } = await readBody(c, { identifier: z.string() });
    const row = newRow(instance, 'blocklist', identifier);
    blocklist.set(row.id, row);
    return c.json(listedIdentifierJSON('blocklist', row));
  });
  for (const name of ['allowlist', 'blocklist'] as const) {
    app.delete(`/${name}_identifiers/:id`, (c) => {
      const id = c.req.param('id') ?? '';
      if (!instance.store[name].delete(id)) {
        throw notFound(`No identifier was found with id ${id}`, 'Identifier not found');
      }
      return c.json({ object: `${name}_identifier`, id, deleted: true });
    });
  }
  return app;
}

/** An entry that is on no list yet. Throws Clerk's answer to what is no identifier, or is there already. */
function newRow(instance: Instance, name: ListName, text: string): ListedIdentifier {
  const parsed = parseListed(text);
  if (parsed === undefined) {
    throw formError(
      'form_param_format_invalid',
      'identifier',
      'is invalid',
      'identifier must be either a valid email address, a valid phone number according to E.164 international standard or a valid web3 wallet.',
    );
  }
  const { identifier } = parsed;
  if ([...instance.store[name].values()].some((row) => row.identifier === identifier)) {
    throw badRequest(
      'duplicate_record',
      `duplicate ${name} identifier`,
      `the identifier ${identifier} already exists`,
    );
  }
  const now = instance.clock.now();
  const id = newId(name === 'allowlist' ? 'alid' : 'blid');
  return { id, ...parsed, invitationId: null, createdAt: now, updatedAt: now };
}

/** Tells whoever is on the allowlist now. Invitations go to mailboxes only: there are no text messages. */
async function invite(instance: Instance, { identifier, type }: ListedIdentifier): Promise<string> {
  if (type !== 'email_address' || identifier.startsWith('*')) throw notAllowedValue('notify');
  const { invitation } = await inviteToApplication(instance, {
    email: identifier,
    publicMetadata: {},
    redirectUrl: null,
    expiresInDays: monthDays,
    notify: true,
  });
  return invitation.id;
}
