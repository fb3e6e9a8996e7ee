import { Hono } from 'hono';
import { z } from 'zod';
import { FapiError } from '../../http/errors';
import type { Instance } from '../../instance';
import { dropNeedlessBackupCodes } from '../../second-factors/backup-codes';
import { checkSecondFactor, secondFactorsJSON } from '../../second-factors/sign-in';
import type { User } from '../../store/user-model';
import type { BackendEnv } from '../backend-api';
import { readBody } from '../input';
import { findUser } from './find';

const removals: Record<string, (user: User) => void> = {
  totp: (user) => {
    user.authenticatorApp = null;
    dropNeedlessBackupCodes(user);
  },
  backup_code: (user) => {
    user.backupCodes = [];
  },
  mfa: (user) => {
    user.authenticatorApp = null;
    user.backupCodes = [];
    for (const number of user.phones) number.reservedForSecondFactor = false;
  },
};

/** The second factors of a user, for whoever helps one that has lost theirs. */
export function secondFactorRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();

  for (const [kind, remove] of Object.entries(removals)) {
    app.delete(`/users/:id/${kind}`, (c) => {
      const user = findUser(instance, c.req.param('id'));
      remove(user);
      user.updatedAt = instance.clock.now();
      return c.json({ user_id: user.id });
    });
  }

  app.post('/users/:id/verify_totp', async (c) => {
    const user = findUser(instance, c.req.param('id'));
    const { code } = await readBody(c, { code: z.string() });
    if (secondFactorsJSON(user).length === 0) throw totpMissing();
    const strategy = /^\d{6}$/.test(code) ? 'totp' : 'backup_code';
    checkSecondFactor(instance, user, strategy, code, null);
    return c.json({ verified: true, code_type: strategy });
  });
  return app;
}

/** 400: https://clerk.com/docs/guides/development/errors/backend-api, `TOTPNotConfigured`. */
function totpMissing(): FapiError {
  return new FapiError(400, {
    code: 'totp_not_configured',
    message: 'TOTP not configured',
    long_message: 'This user does not have TOTP configured for their account',
  });
}
