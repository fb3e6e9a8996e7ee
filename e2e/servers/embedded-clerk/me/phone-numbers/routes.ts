import { Hono } from 'hono';
import { refuseRestricted } from '../../admission/restrictions';
import { answer } from '../../http/answer';
import { readForm } from '../../http/body';
import { featureNotEnabled, notFound } from '../../http/errors';
import type { FapiContext, FapiEnv } from '../../http/fapi-env';
import type { Instance } from '../../instance';
import { dropNeedlessBackupCodes, newBackupCodes } from '../../second-factors/backup-codes';
import { reservePhone } from '../../second-factors/reserve-phone';
import { actingUser } from '../../sessions/acting-session';
import type { PhoneNumber } from '../../store/user-model';
import { checkCode, sendCode } from '../../verifications/codes';
import { parsePhone } from '../user/identifiers';
import { assertIdentifierLeft, assertPhoneFree, newPhoneNumber } from '../user/users';
import { addForm, attemptForm, prepareForm, secondFactorForm } from './schema';
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
    if (instance.attributes.phoneNumber === 'off') throw featureNotEnabled();
    const phone = parsePhone((await readForm(c, addForm)).phone_number);
    assertPhoneFree(instance, phone);
    refuseRestricted(instance, phone);
    const number = newPhoneNumber(instance, phone, null);
    user.phones.push(number);
    return respond(c, number);
  });

  app.get('/me/phone_numbers/:id', (c) => respond(c, own(c, c.req.param('id')).number));

  app.patch('/me/phone_numbers/:id', async (c) => {
    const { user, number } = own(c, c.req.param('id'));
    const form = await readForm(c, secondFactorForm);
    reservePhone(instance, user, number, {
      reserved: form.reserved_for_second_factor,
      isDefault: form.default_second_factor,
    });
    // Shown once, when they are made.
    const isFirst = number.reservedForSecondFactor && user.backupCodes.length === 0;
    const codes = isFirst ? newBackupCodes(user) : null;
    return answer(instance, c, { ...phoneNumberJSON(number), backup_codes: codes });
  });

  app.delete('/me/phone_numbers/:id', (c) => {
    const { user, number } = own(c, c.req.param('id'));
    if (instance.attributes.phoneNumber === 'required') {
      assertIdentifierLeft(number.id, user.primaryPhoneId, 'phone number');
    }
    user.phones = user.phones.filter((row) => row !== number);
    if (user.primaryPhoneId === number.id) user.primaryPhoneId = null;
    dropNeedlessBackupCodes(user);
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
