import { z } from 'zod';
import { optionalText } from '../http/body';

/** The strategies that send somebody to a provider. Whether there is such a one is asked later. */
export const OAuthStrategy = z.templateLiteral(['oauth_', z.string()]);
export type OAuthStrategy = z.output<typeof OAuthStrategy>;

/** Whether `strategy` sends somebody to a provider. */
export function isOAuth(strategy: string | undefined): strategy is OAuthStrategy {
  return OAuthStrategy.safeParse(strategy).success;
}

/** Whether a sign-up by `strategy` is sent to a provider, be it an enterprise's own. */
export function isAtProvider(
  strategy: string | undefined,
): strategy is OAuthStrategy | 'enterprise_sso' {
  return strategy === 'enterprise_sso' || isOAuth(strategy);
}

/** What goes with such a strategy, and with no other. */
export const visitFields = {
  redirect_url: optionalText,
  action_complete_redirect_url: optionalText,
  oidc_prompt: optionalText,
  oidc_login_hint: optionalText,
};

/** A form, so far as it says where a visit to a provider ends and how it begins. */
export type VisitForm = Partial<z.output<z.ZodObject<typeof visitFields>>>;

/** The names of the fields in `form` that go with a strategy it does not have. */
export function strayVisitFields(form: { strategy?: string | undefined }): string[] {
  if (isAtProvider(form.strategy)) return [];
  // A link leads back too.
  const allowed = form.strategy === 'email_link' ? ['redirect_url'] : [];
  return Object.keys(visitFields).filter(
    (name) => !allowed.includes(name) && Reflect.get(form, name) !== undefined,
  );
}
