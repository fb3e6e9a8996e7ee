import * as z from 'zod/mini';

// What GET /v1/environment of the Frontend API says, as far as the doctor asks. Whatever is missing or of
// another form is `undefined`: it is then unknown, and no reason to stop.
// https://clerk.com/docs/reference/frontend-api

const Flag = z.catch(z.optional(z.boolean()), undefined);
const Text = z.catch(z.optional(z.string()), undefined);
const Names = z.catch(z.optional(z.array(z.string())), undefined);

const Attribute = z.catch(
  z.optional(
    z.object({
      enabled: Flag,
      used_for_first_factor: Flag,
      first_factors: Names,
      used_for_second_factor: Flag,
      second_factors: Names,
    }),
  ),
  undefined,
);
const Connection = z.catch(
  z.optional(z.object({ enabled: Flag, authenticatable: Flag, name: Text })),
  undefined,
);
const Switch = z.catch(z.optional(z.object({ enabled: Flag })), undefined);

/** An environment has these three parts, and hardly anything else on the web does. */
const Environment = z.object({
  auth_config: z.object({
    native_settings: z.catch(z.optional(z.object({ api_enabled: Flag })), undefined),
  }),
  display_config: z.object({ instance_environment_type: Text }),
  user_settings: z.object({
    attributes: z.catch(z.optional(z.record(z.string(), Attribute)), undefined),
    social: z.catch(z.optional(z.record(z.string(), Connection)), undefined),
    enterprise_sso: Switch,
    saml: Switch,
    attack_protection: z.catch(
      z.optional(z.object({ email_link: z.optional(z.object({ require_same_client: Flag })) })),
      undefined,
    ),
    sign_up: z.catch(z.optional(z.object({ captcha_enabled: Flag })), undefined),
  }),
  maintenance_mode: Flag,
});
export type Environment = z.output<typeof Environment>;

/** The environment that `json` is, bare or in Clerk's envelope; `null` if it is something else. */
export function readEnvironment(json: unknown): Environment | null {
  const enveloped = z.object({ response: Environment }).safeParse(json);
  if (enveloped.success) return enveloped.data.response;
  const bare = Environment.safeParse(json);
  return bare.success ? bare.data : null;
}
