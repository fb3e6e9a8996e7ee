import { UsageError } from '../../../src/build/command/run-command';
import type { Attributes } from '../../servers/embedded-clerk/instance';
import {
  isCustomProvider,
  type SocialProvider,
} from '../../servers/embedded-clerk/oauth/connections';

/** How people sign in: what identifies them and what proves it, and providers. */
export type SignInMethods = { attributes: Attributes; social: SocialProvider[] };

const identifiers = {
  email_address: 'emailAddress',
  phone_number: 'phoneNumber',
  username: 'username',
} as const;
const extras = {
  email_link: 'emailLink',
  passkey: 'passkey',
  authenticator_app: 'authenticatorApp',
  phone_second_factor: 'phoneSecondFactor',
} as const;
const providers = new Map<string, SocialProvider>([
  ['oauth_google', 'google'],
  ['oauth_github', 'github'],
]);

/** What the flag may name, in Clerk's words. */
export const signInMethodNames = [
  ...Object.keys(identifiers),
  ...Object.keys(extras),
  ...providers.keys(),
  'oauth_custom_KEY',
];

/** The provider that the flag means by `name`, or `undefined`. */
function providerOf(name: string): SocialProvider | undefined {
  const custom = name.replace(/^oauth_/, '');
  return isCustomProvider(custom) && custom !== name ? custom : providers.get(name);
}

/**
 * Reads a list as `--sign-in-methods` has it. The identifier that comes first is required of everybody,
 * others are optional. Throws `UsageError` for names it does not know, and where nothing identifies people.
 */
export function parseSignInMethods(list: string): SignInMethods {
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.find(
    (name) =>
      !Object.hasOwn(identifiers, name) && !Object.hasOwn(extras, name) && !providerOf(name),
  );
  if (unknown !== undefined) {
    throw new UsageError(
      `--sign-in-methods is a list of ${signInMethodNames.join(', ')}, with commas; not "${unknown}".`,
    );
  }
  const attributes: Attributes = {
    emailAddress: 'off',
    phoneNumber: 'off',
    username: 'off',
    emailLink: 'off',
    passkey: 'off',
    authenticatorApp: 'off',
    phoneSecondFactor: 'off',
  };
  for (const [name, attribute] of Object.entries(extras)) {
    if (names.includes(name)) attributes[attribute] = 'on';
  }
  const named = names.flatMap((name) =>
    name in identifiers ? [identifiers[name as keyof typeof identifiers]] : [],
  );
  if (named.length === 0) {
    throw new UsageError(
      `--sign-in-methods names none of ${Object.keys(identifiers).join(', ')}, and people need one.`,
    );
  }
  named.forEach((attribute, index) => {
    attributes[attribute] = index === 0 ? 'required' : 'on';
  });
  return { attributes, social: names.flatMap((name) => providerOf(name) ?? []) };
}
