import { z } from 'zod';
import { browserFields, optionalText, text } from '../http/body';
import { OAuthStrategy, strayVisitFields, visitFields } from '../oauth/strategy';
import { phoneChannel } from '../verifications/codes';
import { codeStrategies } from './factors';

/** What beginning a sign-in takes. */
export const createForm = z
  .strictObject({
    identifier: optionalText,
    strategy: z
      .union([
        z.enum(['', 'password', 'passkey', 'ticket', 'email_link', ...codeStrategies]),
        OAuthStrategy,
      ])
      .optional(),
    password: optionalText,
    ticket: optionalText,
    transfer: optionalText,
    ...visitFields,
    ...browserFields,
  })
  .superRefine((form, context) => {
    const keys = strayVisitFields(form);
    if (keys.length > 0) context.addIssue({ code: 'unrecognized_keys', keys, input: form });
  });

/** What sending a code or a link takes, or sending somebody to their enterprise. */
export const prepareForm = z.discriminatedUnion('strategy', [
  z.strictObject({
    strategy: z.literal('email_link'),
    email_address_id: optionalText,
    redirect_url: optionalText,
  }),
  z.strictObject({
    strategy: z.literal('phone_code'),
    phone_number_id: optionalText,
    channel: phoneChannel,
  }),
  z.strictObject({
    strategy: z.enum(codeStrategies).exclude(['phone_code']),
    email_address_id: optionalText,
    phone_number_id: optionalText,
  }),
  z.strictObject({ strategy: z.literal('passkey') }),
  z.strictObject({
    strategy: z.literal('enterprise_sso'),
    enterprise_connection_id: optionalText,
    ...visitFields,
    redirect_url: text,
  }),
]);

/** What proving the first factor takes. */
export const attemptForm = z.discriminatedUnion('strategy', [
  z.strictObject({ strategy: z.literal('password'), password: text }),
  z.strictObject({ strategy: z.literal('passkey'), public_key_credential: text }),
  z.strictObject({ strategy: z.enum(codeStrategies), code: text, password: optionalText }),
]);

/** What sending a code after the first factor takes. */
export const prepareSecondForm = z.strictObject({
  strategy: z.enum(['phone_code', 'email_code']),
  phone_number_id: optionalText,
  email_address_id: optionalText,
});

/** What proving a second factor takes, or that a device is its owner's. */
export const secondFactorForm = z.strictObject({
  strategy: z.enum(['totp', 'backup_code', 'phone_code', 'email_code']),
  code: text,
});

/** What setting a new password takes. */
export const resetForm = z.strictObject({
  password: text,
  sign_out_of_other_sessions: optionalText,
});
