import { z } from 'zod';

/** What Clerk's dashboard, or Clerk itself, can change while people use the instance. */
export const Switches = z.strictObject({
  /** Native clients, which say so with `_is_native`, are refused where it is off. */
  nativeApi: z.boolean(),
  /** A sign-up needs a captcha's token. Nobody here could solve one. */
  botProtection: z.boolean(),
  /** Only what keeps people signed in is answered; of a development instance, nothing. */
  maintenance: z.boolean(),
  /** Who may sign up: everybody, or whoever is invited, and whether others may ask to be. */
  signUpMode: z.enum(['public', 'restricted', 'waitlist']),
  /** A sign-up needs the consent to the application's terms. */
  legalConsent: z.boolean(),
  /** A sign-up needs a proof of its email address. */
  verifyAtSignUp: z.boolean(),
});
export type Switches = z.output<typeof Switches>;

/** As an instance is that lets an extension in. */
export const OPEN: Switches = {
  nativeApi: true,
  botProtection: false,
  maintenance: false,
  signUpMode: 'public',
  legalConsent: false,
  verifyAtSignUp: true,
};
