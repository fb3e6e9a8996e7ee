import { Hono } from 'hono';
import { z } from 'zod';
import { answer } from '../http/answer';
import { optionalText, readForm, text } from '../http/body';
import { FapiError, featureNotEnabled, notFound } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import { newId } from '../ids';
import type { Instance } from '../instance';
import { actingUser } from '../sessions/acting-session';
import type { Passkey } from '../store/user-model';
import { askForNewPasskey, registered, registerPasskey } from './ceremonies';
import { relyingPartyOf } from './relying-party';
import { passkeyJSON } from './serialize';

const renameForm = z.strictObject({ name: optionalText });
const attemptForm = z.strictObject({
  strategy: z.literal('passkey').optional(),
  public_key_credential: text,
});
/** How many a user may have. https://clerk.com/docs/guides/configure/auth-strategies/sign-up-sign-in-options#passkey-limitations */
const maxPasskeys = 10;

/** The signed-in user's passkeys: made, named, taken away. */
export function passkeyRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const respond = (c: FapiContext, passkey: Passkey) => answer(instance, c, passkeyJSON(passkey));
  const own = (c: FapiContext, id: string) => {
    const user = actingUser(instance, c);
    const passkey = user.passkeys.find((row) => row.id === id);
    if (passkey === undefined) throw notFound('Passkey');
    return { user, passkey };
  };

  app.post('/me/passkeys', async (c) => {
    const user = actingUser(instance, c);
    if (instance.attributes.passkey === 'off') throw featureNotEnabled();
    const kept = registered(user);
    if (kept.length >= maxPasskeys) throw quotaExceeded();
    const now = instance.clock.now();
    const passkey: Passkey = {
      id: newId('idn'),
      name: deviceName(c.req.header('user-agent') ?? ''),
      verification: await askForNewPasskey(instance, relyingPartyOf(instance, c), user),
      credential: null,
      lastUsedAt: null,
      createdAt: now,
      updatedAt: now,
    };
    // One that was begun and left is in nobody's way.
    user.passkeys = [...kept, passkey];
    return respond(c, passkey);
  });

  app.post('/me/passkeys/:id/attempt_verification', async (c) => {
    const { passkey } = own(c, c.req.param('id'));
    const { public_key_credential: credential } = await readForm(c, attemptForm);
    await registerPasskey(instance, relyingPartyOf(instance, c), passkey, credential);
    return respond(c, passkey);
  });

  app.get('/me/passkeys/:id', (c) => respond(c, own(c, c.req.param('id')).passkey));

  app.patch('/me/passkeys/:id', async (c) => {
    const { passkey } = own(c, c.req.param('id'));
    passkey.name = (await readForm(c, renameForm)).name ?? passkey.name;
    passkey.updatedAt = instance.clock.now();
    return respond(c, passkey);
  });

  app.delete('/me/passkeys/:id', (c) => {
    const { user, passkey } = own(c, c.req.param('id'));
    user.passkeys = user.passkeys.filter((row) => row !== passkey);
    return answer(instance, c, { object: 'passkey', id: passkey.id, deleted: true });
  });
  return app;
}

/** What a passkey is called until its owner calls it something else. */
function deviceName(userAgent: string): string {
  const system = /Windows|Macintosh|Android|CrOS|Linux/.exec(userAgent)?.[0];
  return system === undefined ? 'Passkey' : `Chrome on ${system.replace('Macintosh', 'macOS')}`;
}

function quotaExceeded(): FapiError {
  return new FapiError(403, {
    code: 'passkey_quota_exceeded',
    message: 'passkey quota exceeded',
    long_message: `You have reached your limit of ${maxPasskeys} passkeys per account.`,
    meta: {},
  });
}
