import { z } from 'zod';
import { browserFields, jsonObject, optionalText, text } from '../http/body';
import type { Instance } from '../instance';
import { OAuthStrategy, strayVisitFields, visitFields } from '../oauth/strategy';
import { phoneChannel } from '../verifications/codes';

/** What a code may be asked for. */
const codeStrategies = ['email_code', 'phone_code'] as const;
/** What is sent to an address or number to be proved by: a code, or a link. */
export const sentStrategies = [...codeStrategies, 'email_link'] as const;
export type SentStrategy = (typeof sentStrategies)[number];

const identifierParams = [
  ['email_address', 'emailAddress'],
  ['phone_number', 'phoneNumber'],
  ['username', 'username'],
] as const;

const details = z.strictObject({
  email_address: optionalText,
  phone_number: optionalText,
  username: optionalText,
  password: optionalText,
  first_name: optionalText,
  last_name: optionalText,
  unsafe_metadata: jsonObject,
  strategy: z
    .union([z.enum(['', 'password', 'ticket', 'enterprise_sso', ...sentStrategies]), OAuthStrategy])
    .optional(),
  ticket: optionalText,
  legal_accepted: z.enum(['true', 'false']).optional(),
  transfer: optionalText,
  ...visitFields,
  ...browserFields,
});

export type Details = z.output<typeof details>;

const beginning = details.extend({
  captcha_token: optionalText,
  captcha_error: optionalText,
  captcha_widget_type: optionalText,
});

/** What beginning a sign-up takes. */
export function beginForm(instance: Instance) {
  return beginning.superRefine((form, context) => refuseWhatIsOff(instance, form, context));
}

/** What continuing a sign-up takes. */
export function detailsForm(instance: Instance) {
  return details.superRefine((form, context) => refuseWhatIsOff(instance, form, context));
}

/** No attribute is taken that the instance has switched off. */
function refuseWhatIsOff({ attributes }: Instance, form: Details, context: z.RefinementCtx): void {
  const off = identifierParams.filter(
    ([param, attribute]) => form[param] !== undefined && attributes[attribute] === 'off',
  );
  const keys = [...off.map(([param]) => param), ...strayVisitFields(form)];
  if (keys.length > 0) context.addIssue({ code: 'unrecognized_keys', keys, input: form });
}

/** What sending a code or a link takes. */
export const prepareForm = z.discriminatedUnion('strategy', [
  z.strictObject({ strategy: z.literal('phone_code'), channel: phoneChannel }),
  z.strictObject({
    strategy: z.enum(sentStrategies).exclude(['phone_code']),
    redirect_url: optionalText,
  }),
]);

/** What proving an identifier takes. */
export const attemptForm = z.strictObject({ strategy: z.enum(codeStrategies), code: text });
