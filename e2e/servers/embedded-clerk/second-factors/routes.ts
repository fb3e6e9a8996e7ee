import { Hono } from 'hono';
import { z } from 'zod';
import { answer } from '../http/answer';
import { readForm, text } from '../http/body';
import { badRequest, notFound } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import { newId } from '../ids';
import type { Instance } from '../instance';
import { actingUser } from '../sessions/acting-session';
import type { AuthenticatorApp } from '../store/user-model';
import { dropNeedlessBackupCodes, hasBackupCodes, newBackupCodes } from './backup-codes';
import { checkTotp, newAuthenticatorApp, provisioningUri } from './totp';

const codeForm = z.strictObject({ code: text });

/** The user's authenticator app and backup codes. Their secrets are shown once, when they are made. */
export function secondFactorRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const requireEnabled = () => {
    if (instance.attributes.authenticatorApp === 'off') throw notFound('The endpoint');
  };

  app.post('/me/totp', (c) => {
    requireEnabled();
    const user = actingUser(instance, c);
    if (user.authenticatorApp?.verified) {
      throw badRequest('totp_already_enabled', 'An authenticator app is already in use.');
    }
    const made = newAuthenticatorApp(instance);
    user.authenticatorApp = made;
    const shown = { secret: made.secret, uri: provisioningUri(user, made), backupCodes: null };
    return answer(instance, c, totpJSON(made, shown));
  });

  app.post('/me/totp/attempt_verification', async (c) => {
    requireEnabled();
    const user = actingUser(instance, c);
    const { code } = await readForm(c, codeForm);
    const { authenticatorApp } = user;
    if (authenticatorApp === null) throw notFound('TOTP');
    checkTotp(instance, authenticatorApp, code);
    authenticatorApp.verified = true;
    authenticatorApp.updatedAt = user.updatedAt = instance.clock.now();
    const backupCodes = user.backupCodes.length > 0 ? null : newBackupCodes(user);
    return answer(
      instance,
      c,
      totpJSON(authenticatorApp, { secret: null, uri: null, backupCodes }),
    );
  });

  app.delete('/me/totp', (c) => {
    const user = actingUser(instance, c);
    if (user.authenticatorApp === null) throw notFound('TOTP');
    const { id } = user.authenticatorApp;
    user.authenticatorApp = null;
    dropNeedlessBackupCodes(user);
    user.updatedAt = instance.clock.now();
    return answer(instance, c, { object: 'totp', id, deleted: true });
  });

  const makeBackupCodes = (c: FapiContext) => {
    if (!hasBackupCodes(instance.attributes)) throw notFound('The endpoint');
    const user = actingUser(instance, c);
    const now = instance.clock.now();
    user.updatedAt = now;
    return answer(instance, c, {
      object: 'backup_code',
      id: newId('bcod'),
      codes: newBackupCodes(user),
      created_at: now,
      updated_at: now,
    });
  };
  // The SDK asks with a slash at the end.
  app.post('/me/backup_codes', makeBackupCodes);
  app.post('/me/backup_codes/', makeBackupCodes);
  return app;
}

function totpJSON(
  app: AuthenticatorApp,
  shown: { secret: string | null; uri: string | null; backupCodes: string[] | null },
) {
  return {
    object: 'totp',
    id: app.id,
    secret: shown.secret,
    uri: shown.uri,
    verified: app.verified,
    backup_codes: shown.backupCodes,
    created_at: app.createdAt,
    updated_at: app.updatedAt,
  };
}
