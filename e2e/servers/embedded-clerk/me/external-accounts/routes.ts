import { Hono } from 'hono';
import { z } from 'zod';
import { answer } from '../../http/answer';
import { readForm, text } from '../../http/body';
import { notFound } from '../../http/errors';
import type { FapiEnv } from '../../http/fapi-env';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import { connect } from '../../oauth/external-accounts';
import { externalAccountJSON } from '../../oauth/serialize';
import { visitFields } from '../../oauth/strategy';
import { beginVisit } from '../../oauth/visits';
import { actingUser } from '../../sessions/acting-session';

const connectForm = z.strictObject({ strategy: text, ...visitFields });

/** The user's accounts at providers: connecting one begins with a visit there. */
export function externalAccountRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();

  app.post('/me/external_accounts', async (c) => {
    const user = actingUser(instance, c);
    const { strategy, ...form } = await readForm(c, connectForm);
    // An account that was begun and never proven gives way to the new attempt.
    const accountId = newId('eac');
    const purpose = { kind: 'connect' as const, userId: user.id, accountId };
    const verification = await beginVisit(instance, c, strategy, form, purpose);
    user.externalAccounts = user.externalAccounts.filter(
      (row) => row.verification.strategy !== strategy || row.verification.status === 'verified',
    );
    const account = connect(instance, user, verification, accountId);
    return answer(instance, c, externalAccountJSON(account));
  });

  app.delete('/me/external_accounts/:id', (c) => {
    const user = actingUser(instance, c);
    const id = c.req.param('id');
    const remaining = user.externalAccounts.filter((row) => row.id !== id);
    if (remaining.length === user.externalAccounts.length) throw notFound('External account');
    user.externalAccounts = remaining;
    user.updatedAt = instance.clock.now();
    return answer(instance, c, { object: 'external_account', id, deleted: true });
  });
  return app;
}
