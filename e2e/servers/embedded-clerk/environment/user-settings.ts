import type { AttributeSetting, Instance } from '../instance';
import { lockMinutes, maxFailedAttempts } from '../me/user/account';
import { usernameLength } from '../me/user/identifiers';
import { passwordLength } from '../me/user/users';
import { socialSettings } from '../oauth/serialize';
import { hasBackupCodes } from '../second-factors/backup-codes';

/** What users have, and what they may do. */
export function userSettingsJSON({
  attributes,
  emailLinkSameClient,
  oauth,
  requireSecondFactor,
  store,
  switches,
}: Instance) {
  const emailStrategies = ['email_code', ...(attributes.emailLink === 'off' ? [] : ['email_link'])];
  return {
    attributes: {
      email_address: provenBy(attributes.emailAddress, emailStrategies, switches.verifyAtSignUp),
      phone_number: {
        ...provenBy(attributes.phoneNumber, ['phone_code']),
        ...(attributes.phoneSecondFactor === 'off' ? {} : asSecondFactor('phone_code')),
      },
      username: {
        ...attribute(attributes.username),
        used_for_first_factor: attributes.username !== 'off',
      },
      web3_wallet: attribute('off'),
      first_name: attribute('on'),
      last_name: attribute('on'),
      password: { ...attribute('required'), used_for_first_factor: true },
      authenticator_app: secondFactor(attributes.authenticatorApp, 'totp'),
      ticket: attribute('on'),
      backup_code: secondFactor(hasBackupCodes(attributes) ? 'on' : 'off', 'backup_code'),
      passkey: passkey(attributes.passkey),
    },
    social: socialSettings(oauth.connections),
    saml: { enabled: false },
    enterprise_sso: {
      enabled: oauth.connections.some(({ enterprise }) => enterprise !== undefined),
      self_serve_sso: false,
    },
    sign_in: { second_factor: { required: requireSecondFactor } },
    sign_up: {
      captcha_enabled: switches.botProtection,
      captcha_widget_type: 'smart',
      custom_action_required: false,
      progressive: true,
      mode: switches.signUpMode,
      legal_consent_enabled: switches.legalConsent,
    },
    restrictions: Object.fromEntries(
      Object.entries(store.settings.restrictions).map(([name, enabled]) => [name, { enabled }]),
    ),
    password_settings: {
      disable_hibp: true,
      disable_password_reverification: true,
      min_length: passwordLength.min,
      max_length: passwordLength.max,
      require_special_char: false,
      require_numbers: false,
      require_uppercase: false,
      require_lowercase: false,
      show_zxcvbn: false,
      min_zxcvbn_strength: 0,
      enforce_hibp_on_sign_in: false,
      allowed_special_characters: '!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~',
    },
    username_settings: {
      min_length: usernameLength.min,
      max_length: usernameLength.max,
      allow_extended_special_characters: false,
      allow_numeric_usernames: false,
    },
    actions: { delete_self: true, create_organization: true, create_organizations_limit: null },
    attack_protection: {
      user_lockout: {
        enabled: true,
        max_attempts: maxFailedAttempts,
        duration_in_minutes: lockMinutes,
      },
      pii: { enabled: true },
      email_link: { require_same_client: emailLinkSameClient },
      enumeration_protection: { enabled: false },
    },
    passkey_settings: {
      allow_autofill: true,
      show_sign_in_button: true,
      satisfies_second_factor: true,
    },
  };
}

function attribute(setting: AttributeSetting) {
  return {
    enabled: setting !== 'off',
    required: setting === 'required',
    used_for_first_factor: false,
    first_factors: [] as string[],
    used_for_second_factor: false,
    second_factors: [] as string[],
    verifications: [] as string[],
    verify_at_sign_up: false,
    immutable: false,
  };
}

/** An identifier one can sign in with, proved by one of `strategies` at sign-in and, mostly, at sign-up. */
function provenBy(setting: AttributeSetting, strategies: string[], atSignUp = true) {
  if (setting === 'off') return attribute('off');
  return {
    ...attribute(setting),
    used_for_first_factor: true,
    first_factors: strategies,
    verifications: strategies,
    verify_at_sign_up: atSignUp,
  };
}

function passkey(setting: AttributeSetting) {
  if (setting === 'off') return attribute('off');
  return {
    ...attribute('on'),
    used_for_first_factor: true,
    first_factors: ['passkey'],
    verifications: ['passkey'],
  };
}

function secondFactor(setting: AttributeSetting, strategy: string) {
  if (setting === 'off') return attribute('off');
  return { ...attribute('on'), ...asSecondFactor(strategy) };
}

function asSecondFactor(strategy: string) {
  return { used_for_second_factor: true, second_factors: [strategy] };
}
