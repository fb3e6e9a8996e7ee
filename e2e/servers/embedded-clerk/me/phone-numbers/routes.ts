import { Hono } from 'hono';
import { answer } from '../../http/answer';
import { readForm } from '../../http/body';
import { FapiError, notFound } from '../../http/errors';
import type { FapiContext, FapiEnv } from '../../http/fapi-env';
import type { Instance } from '../../instance';
import { actingUser } from '../../sessions/acting-session';
import type { PhoneNumber } from '../../store/model';
import { checkCode, sendCode } from '../../verifications/codes';
import { parsePhone } from '../user/identifiers';
import { assertIdentifierLeft, assertPhoneFree, newPhoneNumber } from '../user/users';
import { addForm, attemptForm, prepareForm } from './schema';
import { phoneNumberJSON } from './serialize';

/** The signed-in user's phone numbers. */
export function phoneNumberRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const respond = (c: FapiContext, number: PhoneNumber) =>
    answer(instance, c, phoneNumberJSON(number));
  const own = (c: FapiContext, id: string) => {
    const user = actingUser(instance, c);
    const number = user.phones.find((row) => row.id === id);
    if (number === undefined) throw notFound('Phone number');
    return { user, number };
  };

  app.post('/me/phone_numbers', async (c) => {
    const user = actingUser(instance, c);
    if (instance.attributes.phoneNumber === 'off') throw phoneNumbersOff();
    const phone = parsePhone((await readForm(c, addForm)).phone_number);
    assertPhoneFree(instance, phone);
    const number = newPhoneNumber(instance, phone, null);
    user.phones.push(number);
    return respond(c, number);
  });

  app.get('/me/phone_numbers/:id', (c) => respond(c, own(c, c.req.param('id')).number));

  app.delete('/me/phone_numbers/:id', (c) => {
    const { user, number } = own(c, c.req.param('id'));
    if (instance.attributes.phoneNumber === 'required') {
      assertIdentifierLeft(number.id, user.primaryPhoneId, 'phone number');
    }
    user.phones = user.phones.filter((row) => row !== number);
    if (user.primaryPhoneId === number.id) user.primaryPhoneId = null;
    return answer(instance, c, { object: 'phone_number', id: number.id, deleted: true });
  });

  app.post('/me/phone_numbers/:id/prepare_verification', async (c) => {
    const { number } = own(c, c.req.param('id'));
    const { strategy } = await readForm(c, prepareForm);
    number.verification = sendCode(instance, number.phone, strategy);
    return respond(c, number);
  });

  app.post('/me/phone_numbers/:id/attempt_verification', async (c) => {
    const { user, number } = own(c, c.req.param('id'));
    const { code } = await readForm(c, attemptForm);
    assertPhoneFree(instance, number.phone);
    checkCode(instance, number.verification, code);
    number.updatedAt = instance.clock.now();
    user.primaryPhoneId ??= number.id;
    return respond(c, number);
  });
  return app;
}

function phoneNumbersOff(): FapiError {
  return new FapiError(403, {
    code: 'feature_not_enabled',
    message: 'not enabled',
    long_message: 'This feature is not enabled on this instance',
  });
}
