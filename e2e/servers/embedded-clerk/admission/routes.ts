import { Hono } from 'hono';
import { z } from 'zod';
import { readForm, text } from '../http/body';
import { featureNotEnabled } from '../http/errors';
import type { FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { parseEmail } from '../me/user/identifiers';
import { joinWaitlist } from './waitlist';

/** Asking to be let in. The answer is the same for everybody, and has no envelope. */
export function waitlistRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  app.post('/waitlist', async (c) => {
    if (instance.switches.signUpMode !== 'waitlist') throw featureNotEnabled();
    const { email_address } = await readForm(c, z.strictObject({ email_address: text }));
    const { id } = joinWaitlist(instance, parseEmail(email_address));
    return c.json({ object: 'waitlist_entry', id });
  });
  return app;
}
