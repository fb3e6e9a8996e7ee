import { Hono } from 'hono';
import { fetched, mutated } from '../../http/answer';
import { readForm } from '../../http/body';
import { badRequest, notFound } from '../../http/errors';
import type { FapiContext, FapiEnv } from '../../http/fapi-env';
import type { Instance } from '../../instance';
import { actingUser } from '../../sessions/acting-session';
import type { EmailAddress } from '../../store/model';
import { checkCode, sendCode } from '../../verifications/codes';
import { assertEmailFree, newEmailAddress } from '../user/users';
import { addForm, attemptForm, prepareForm } from './schema';
import { emailAddressJSON } from './serialize';

/** The signed-in user's email addresses. */
export function emailAddressRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const answer = (c: FapiContext, address: EmailAddress) =>
    mutated(instance, c, emailAddressJSON(address));
  const own = (c: FapiContext, id: string) => {
    const user = actingUser(instance, c);
    const address = user.emails.find((row) => row.id === id);
    if (address === undefined) throw notFound('Email address');
    return { user, address };
  };

  app.post('/me/email_addresses', async (c) => {
    const user = actingUser(instance, c);
    const { email_address: email } = await readForm(c, addForm);
    assertEmailFree(instance, email);
    const address = newEmailAddress(email, false);
    user.emails.push(address);
    return answer(c, address);
  });

  app.get('/me/email_addresses/:id', (c) =>
    fetched(c, emailAddressJSON(own(c, c.req.param('id')).address)),
  );

  app.delete('/me/email_addresses/:id', (c) => {
    const { user, address } = own(c, c.req.param('id'));
    if (address.id === user.primaryEmailId) {
      throw badRequest(
        'last_required_identification_deletion_failed',
        'Deleting your last required identification is prohibited',
        'You cannot delete your primary email address.',
      );
    }
    user.emails = user.emails.filter((row) => row !== address);
    return mutated(instance, c, { object: 'email_address', id: address.id, deleted: true });
  });

  app.post('/me/email_addresses/:id/prepare_verification', async (c) => {
    const { address } = own(c, c.req.param('id'));
    const { strategy } = await readForm(c, prepareForm);
    address.verification = sendCode(instance, address.email, strategy);
    return answer(c, address);
  });

  app.post('/me/email_addresses/:id/attempt_verification', async (c) => {
    const { address } = own(c, c.req.param('id'));
    const { code } = await readForm(c, attemptForm);
    if (address.verification === null) {
      throw badRequest('verification_missing', 'A verification must be prepared first.');
    }
    assertEmailFree(instance, address.email);
    checkCode(instance, address.verification, code);
    return answer(c, address);
  });
  return app;
}
