import { z } from 'zod';
import { browserFields, jsonObject, optionalText, text } from '../http/body';
import type { Instance } from '../instance';
import { OAuthStrategy, strayVisitFields, visitFields } from '../oauth/strategy';

/** What a code may be asked for. */
export const codeStrategies = ['email_code', 'phone_code'] as const;
export type CodeStrategy = (typeof codeStrategies)[number];

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
  strategy: z.union([z.enum(['', 'password', ...codeStrategies]), OAuthStrategy]).optional(),
  transfer: optionalText,
  ...visitFields,
  ...browserFields,
});

/** What beginning or continuing a sign-up takes: no attribute that the instance has switched off. */
export function detailsForm({ attributes }: Instance) {
  return details.superRefine((form, context) => {
    const off = identifierParams.filter(
      ([param, attribute]) => form[param] !== undefined && attributes[attribute] === 'off',
    );
    const keys = [...off.map(([param]) => param), ...strayVisitFields(form)];
    if (keys.length > 0) context.addIssue({ code: 'unrecognized_keys', keys, input: form });
  });
}
export type Details = z.output<typeof details>;

/** What sending a code takes. */
export const prepareForm = z.strictObject({ strategy: z.enum(codeStrategies) });

/** What proving an identifier takes. */
export const attemptForm = z.strictObject({ strategy: z.enum(codeStrategies), code: text });
