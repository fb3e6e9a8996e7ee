import { Hono } from 'hono';
import { z } from 'zod';
import type { Instance } from '../../instance';
import { emailAddressJSON } from '../../me/email-addresses/serialize';
import { assertEmailFree, newEmailAddress } from '../../me/user/users';
import type { EmailAddress, User } from '../../store/user-model';
import { adminVerification } from '../../verifications/codes';
import type { BackendEnv } from '../backend-api';
import { lastIdentifier, notFound } from '../errors';
import { readBody } from '../input';

const changes = {
  verified: z.boolean().nullish(),
  primary: z.boolean().nullish(),
  /** There is no mail to send. */
  notify_primary_email_address_changed: z.boolean().nullish(),
};

/** The addresses of any user. */
export function emailAddressRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { store, clock } = instance;
  const find = (id: string): { user: User; address: EmailAddress } => {
    for (const user of store.users.values()) {
      const address = user.emails.find((row) => row.id === id);
      if (address !== undefined) return { user, address };
    }
    throw notFound('Resource not found', 'Resource not found');
  };

  app.post('/email_addresses', async (c) => {
    const asked = await readBody(c, {
      ...changes,
      user_id: z.string(),
      email_address: z.email(),
    });
    const user = store.users.get(asked.user_id);
    if (user === undefined) throw notFound(`No user was found with id ${asked.user_id}.`);
    assertEmailFree(instance, asked.email_address);
    const address = newEmailAddress(instance, asked.email_address, null);
    if (asked.verified === true) address.verification = adminVerification();
    user.emails.push(address);
    if (asked.primary) user.primaryEmailId = address.id;
    user.updatedAt = clock.now();
    return c.json(emailAddressJSON(instance, address));
  });

  app.get('/email_addresses/:id', (c) =>
    c.json(emailAddressJSON(instance, find(c.req.param('id')).address)),
  );
  app.patch('/email_addresses/:id', async (c) => {
    const { user, address } = find(c.req.param('id'));
    const asked = await readBody(c, changes);
    if (asked.verified === true) address.verification = adminVerification();
    if (asked.verified === false) address.verification = null;
    if (asked.primary === true) user.primaryEmailId = address.id;
    user.updatedAt = clock.now();
    return c.json(emailAddressJSON(instance, address));
  });
  app.delete('/email_addresses/:id', (c) => {
    const { user, address } = find(c.req.param('id'));
    const others = user.emails.filter((row) => row !== address);
    if (others.length === 0 && instance.attributes.emailAddress === 'required') {
      throw lastIdentifier();
    }
    user.emails = others;
    if (user.primaryEmailId === address.id) user.primaryEmailId = others[0]?.id ?? null;
    user.updatedAt = clock.now();
    return c.json({ object: 'email_address', id: address.id, deleted: true });
  });
  return app;
}
