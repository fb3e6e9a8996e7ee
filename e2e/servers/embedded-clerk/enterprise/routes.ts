import { Hono } from 'hono';

import { answer } from '../http/answer';
import type { FapiEnv } from '../http/fapi-env';
import { flag, readQuery } from '../http/query';
import type { Instance } from '../instance';
import { enterpriseOf } from '../oauth/connections';
import { actingUser } from '../sessions/acting-session';
import { isVerified } from '../store/queries';
import { enterpriseConnectionJSON } from './serialize';

/** The enterprises that the user may belong to: those of the primary address, once that is verified. */
export function enterpriseRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  app.get('/me/enterprise_connections', (c) => {
    const user = actingUser(instance, c);
    readQuery(c, { with_organization_account_linking: flag.optional() });
    const primary = user.emails.find(({ id }) => id === user.primaryEmailId);
    const enterprise =
      primary && isVerified(primary) ? enterpriseOf(instance, primary.email) : undefined;
    return answer(instance, c, enterprise ? [enterpriseConnectionJSON(enterprise)] : []);
  });
  return app;
}
