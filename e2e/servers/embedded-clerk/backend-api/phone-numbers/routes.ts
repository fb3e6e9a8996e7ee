import { Hono } from 'hono';
import { z } from 'zod';
import type { Instance } from '../../instance';
import { phoneNumberJSON } from '../../me/phone-numbers/serialize';
import { parsePhone } from '../../me/user/identifiers';
import { assertPhoneFree, newPhoneNumber } from '../../me/user/users';
import { reservePhone } from '../../second-factors/reserve-phone';
import type { PhoneNumber, User } from '../../store/user-model';
import { adminVerification } from '../../verifications/codes';
import type { BackendEnv } from '../backend-api';
import { lastIdentifier, notFound } from '../errors';
import { readBody } from '../input';

const changes = {
  verified: z.boolean().nullish(),
  primary: z.boolean().nullish(),
  reserved_for_second_factor: z.boolean().nullish(),
};

/** The phone numbers of any user. */
export function phoneNumberRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { store, clock } = instance;
  const find = (id: string): { user: User; number: PhoneNumber } => {
    for (const user of store.users.values()) {
      const number = user.phones.find((row) => row.id === id);
      if (number !== undefined) return { user, number };
    }
    throw notFound('Resource not found', 'Resource not found');
  };

  app.post('/phone_numbers', async (c) => {
    const asked = await readBody(c, {
      ...changes,
      user_id: z.string(),
      phone_number: z.string(),
    });
    const user = store.users.get(asked.user_id);
    if (user === undefined) throw notFound(`No user was found with id ${asked.user_id}.`);
    const phone = parsePhone(asked.phone_number);
    assertPhoneFree(instance, phone);
    const verification = asked.verified === true ? adminVerification() : null;
    const number = newPhoneNumber(instance, phone, verification);
    const reserved = asked.reserved_for_second_factor ?? undefined;
    if (reserved !== undefined) reservePhone(instance, user, number, { reserved });
    user.phones.push(number);
    if (asked.primary) user.primaryPhoneId = number.id;
    user.updatedAt = clock.now();
    return c.json(phoneNumberJSON(number));
  });

  app.get('/phone_numbers/:id', (c) => c.json(phoneNumberJSON(find(c.req.param('id')).number)));
  app.patch('/phone_numbers/:id', async (c) => {
    const { user, number } = find(c.req.param('id'));
    const asked = await readBody(c, changes);
    if (asked.verified === true) number.verification = adminVerification();
    if (asked.verified === false) number.verification = null;
    const reserved = asked.reserved_for_second_factor ?? undefined;
    if (reserved !== undefined) reservePhone(instance, user, number, { reserved });
    if (asked.primary === true) user.primaryPhoneId = number.id;
    user.updatedAt = clock.now();
    return c.json(phoneNumberJSON(number));
  });
  app.delete('/phone_numbers/:id', (c) => {
    const { user, number } = find(c.req.param('id'));
    const others = user.phones.filter((row) => row !== number);
    if (others.length === 0 && instance.attributes.phoneNumber === 'required') {
      throw lastIdentifier();
    }
    user.phones = others;
    if (user.primaryPhoneId === number.id) user.primaryPhoneId = others[0]?.id ?? null;
    user.updatedAt = clock.now();
    return c.json({ object: 'phone_number', id: number.id, deleted: true });
  });
  return app;
}
