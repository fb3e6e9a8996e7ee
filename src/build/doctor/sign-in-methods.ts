import type { Environment } from './environment';
import { type Finding, note, right, unknown, wrong } from './finding';

type Attribute = NonNullable<Environment['user_settings']['attributes']>[string];

/**
 * The methods that an instance offers, each with whether it works in an extension. What it does not
 * offer is left out.
 *
 * @param oauth whether the build opens the pages of providers.
 */
export function signInMethods(
  { user_settings }: Environment,
  { oauth = false }: { oauth?: boolean | undefined },
): Finding[] {
  const { attack_protection, attributes, social, enterprise_sso, saml } = user_settings;
  if (attributes === undefined && social === undefined) {
    return [unknown('Sign-in', 'Clerk did not say which methods there are.')];
  }
  const of = (name: string): Attribute => attributes?.[name];
  const email = of('email_address');
  const phone = of('phone_number');
  const findings: Finding[] = [];
  const works = (name: string, says = 'Works.') => findings.push(right(`Sign-in: ${name}`, says));

  if (of('password')?.enabled) works('password');
  if (isFirstFactor(email, 'email_code')) works('email code');
  if (isFirstFactor(email, 'email_link')) {
    findings.push(
      attack_protection?.email_link?.require_same_client
        ? wrong(
            'Sign-in: email link',
            'Every link is refused: Clerk takes it only in the browser client that asked for it, and an extension has a client of its own.',
            'Switch "Require the same device and browser" off, or offer the email code instead.',
          )
        : unknown(
            'Sign-in: email link',
            'The link leads to the account portal, and the side panel must stay open until then. Not tried against Clerk itself.',
            'Offer the email code beside it.',
          ),
    );
  }
  if (isFirstFactor(phone, 'phone_code')) works('phone code');
  if (isFirstFactor(of('username'))) works('username', 'Works, with the password.');
  const providers = Object.values(social ?? {}).filter(
    (connection) => connection?.enabled && connection.authenticatable !== false,
  );
  const byWindow = [
    ...providers.map((connection) => connection?.name ?? 'a provider without a name'),
    ...(enterprise_sso?.enabled || saml?.enabled ? ['enterprise SSO'] : []),
  ];
  for (const name of byWindow) {
    if (oauth) works(name, 'Works, in a window of the browser that returns to the extension.');
    else findings.push(note(`Sign-in: ${name}`, 'Not offered: this build has no OAuth.'));
  }
  if (of('passkey')?.enabled) {
    findings.push(
      unknown(
        'Sign-in: passkey',
        'Clerk lists passkeys as working in an extension, and does not say for which domain: docs/sign-in.md has which ones Chrome lets it use.',
      ),
    );
  }
  if (of('web3_wallet')?.enabled) {
    findings.push(
      note('Sign-in: web3 wallet', 'Does not work: a page of an extension has no wallet.'),
    );
  }
  if (!findings.some(({ verdict }) => verdict === 'right')) {
    findings.push(
      wrong(
        'Sign-in',
        'No method of this instance is known to work in an extension.',
        'Switch one on, such as the email code or the password: https://dashboard.clerk.com/last-active?path=user-authentication/user-and-authentication',
      ),
    );
  }
  for (const [attribute, name] of SECOND_FACTORS) {
    const factor = of(attribute);
    if (factor?.enabled && factor.used_for_second_factor) {
      findings.push(right(`Second factor: ${name}`, 'Works.'));
    }
  }
  return findings;
}

const SECOND_FACTORS = [
  ['authenticator_app', 'authenticator app'],
  ['phone_number', 'phone code'],
  ['backup_code', 'backup code'],
] as const;

function isFirstFactor(attribute: Attribute, strategy?: string): boolean {
  if (!attribute?.enabled || !attribute.used_for_first_factor) return false;
  return strategy === undefined || (attribute.first_factors?.includes(strategy) ?? false);
}
