import { z } from 'zod';
import { jsonObject } from '../input';

export const metadata = {
  public_metadata: jsonObject.optional(),
  private_metadata: jsonObject.optional(),
  unsafe_metadata: jsonObject.optional(),
};

/** What POST /v1/users takes here. Digests and TOTP secrets are not supported. */
export const newUser = {
  ...metadata,
  email_address: z.array(z.email()).optional(),
  email_address_identification_status: z.array(z.literal('verified')).optional(),
  phone_number: z.array(z.string()).optional(),
  phone_number_identification_status: z.array(z.literal('verified')).optional(),
  username: z.string().nullish(),
  password: z.string().nullish(),
  skip_password_checks: z.boolean().nullish(),
  skip_password_requirement: z.boolean().nullish(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  external_id: z.string().nullish(),
  created_at: z.iso.datetime({ offset: true }).nullish(),
  legal_accepted_at: z.iso.datetime({ offset: true }).nullish(),
  skip_legal_checks: z.boolean().nullish(),
  banned: z.boolean().nullish(),
  locked: z.boolean().nullish(),
};
export type NewUser = z.output<z.ZodObject<typeof newUser>>;

/** What PATCH /v1/users/{id} takes here; metadata has an endpoint of its own since 2026-05-12. */
export const changes = {
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  external_id: z.string().nullish(),
  username: z.string().nullish(),
  primary_email_address_id: z.string().nullish(),
  primary_phone_number_id: z.string().nullish(),
  /** There is no mail to send. */
  notify_primary_email_address_changed: z.boolean().nullish(),
  password: z.string().nullish(),
  skip_password_checks: z.boolean().nullish(),
  sign_out_of_other_sessions: z.boolean().nullish(),
};
export type Changes = z.output<z.ZodObject<typeof changes>>;
