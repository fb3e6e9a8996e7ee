import { z } from 'zod';
import { text } from '../http/body';
import { formError } from '../http/errors';

const credential = {
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  // What clerk-js leaves out, as empty as it is for a request without extensions.
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
};

/** What `navigator.credentials.create()` gave, as clerk-js writes it. */
const NewCredential = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: z.array(z.string()).default([]),
  }),
});

/** What `navigator.credentials.get()` gave, as clerk-js writes it. */
const Assertion = z.object({
  ...credential,
  response: z
    .object({
      clientDataJSON: text,
      authenticatorData: text,
      signature: text,
      userHandle: z.string().nullish(),
    })
    .transform(({ userHandle, ...rest }) => (userHandle ? { ...rest, userHandle } : rest)),
});

/** `value`, the JSON of a new credential, parsed. Throws Clerk's answer to anything else. */
export const parseNewCredential = (value: string) => parse(NewCredential, value);

/** `value`, the JSON of an assertion, parsed. Throws Clerk's answer to anything else. */
export const parseAssertion = (value: string) => parse(Assertion, value);

function parse<T extends z.ZodType>(schema: T, value: string): z.output<T> {
  try {
    return schema.parse(JSON.parse(value));
  } catch {
    throw formError(
      'passkey_invalid_public_key_credential',
      'public_key_credential',
      'is invalid',
      'Invalid passkey public key credential',
    );
  }
}
