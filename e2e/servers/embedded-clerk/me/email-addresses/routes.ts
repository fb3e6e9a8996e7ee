import { Hono } from 'hono';
import { refuseRestricted } from '../../admission/restrictions';
import { answer } from '../../http/answer';
import { readForm } from '../../http/body';
import { notAllowedValue, notFound } from '../../http/errors';
import type { FapiContext, FapiEnv } from '../../http/fapi-env';
import type { Instance } from '../../instance';
import { actingUser } from '../../sessions/acting-session';
import type { EmailAddress } from '../../store/user-model';
import { checkCode, sendCode } from '../../verifications/codes';
import { sendLink } from '../../verifications/links';
import { parseEmail } from '../user/identifiers';
import { assertEmailFree, assertIdentifierLeft, newEmailAddress } from '../user/users';
import { addForm, attemptForm, prepareForm } from './schema';
import { emailAddressJSON } from './serialize';

/** The signed-in user's email addresses. */
export function emailAddressRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const respond = (c: FapiContext, address: EmailAddress) =>
    answer(instance, c, emailAddressJSON(instance, address));
  const own = (c: FapiContext, id: string) => {
    const user = actingUser(instance, c);
    const address = user.emails.find((row) => row.id === id);
    if (address === undefined) throw notFound('Email address');
    return { user, address };
  };

  app.post('/me/email_addresses', async (c) => {
    const user = actingUser(instance, c);
    const email = parseEmail((await readForm(c, addForm)).email_address);
    assertEmailFree(instance, email);
    refuseRestricted(instance, email);
    const address = newEmailAddress(instance, email, null);
    user.emails.push(address);
    return respond(c, address);
  });

  app.get('/me/email_addresses/:id', (c) => respond(c, own(c, c.req.param('id')).address));

  app.delete('/me/email_addresses/:id', (c) => {
    const { user, address } = own(c, c.req.param('id'));
    assertIdentifierLeft(address.id, user.primaryEmailId, 'email address');
    user.emails = user.emails.filter((row) => row !== address);
    return answer(instance, c, { object: 'email_address', id: address.id, deleted: true });
  });

  app.post('/me/email_addresses/:id/prepare_verification', async (c) => {
    const { address } = own(c, c.req.param('id'));
    const form = await readForm(c, prepareForm);
    if (form.strategy === 'email_link') {
      if (instance.attributes.emailLink === 'off') throw notAllowedValue('strategy');
      const owner = { client: c.get('client'), resourceId: address.id };
      address.verification = await sendLink(instance, address.email, owner, form.redirect_url);
    } else {
      address.verification = sendCode(instance, address.email, form.strategy);
    }
    return respond(c, address);
  });

  app.post('/me/email_addresses/:id/attempt_verification', async (c) => {
    const { user, address } = own(c, c.req.param('id'));
    const { code } = await readForm(c, attemptForm);
    // A reserved one is theirs already.
    assertEmailFree(instance, address.email, address.reserved ? user.id : undefined);
    checkCode(instance, address.verification, code);
    address.updatedAt = instance.clock.now();
    return respond(c, address);
  });
  return app;
}
