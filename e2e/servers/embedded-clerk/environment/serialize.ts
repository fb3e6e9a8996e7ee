import type {
  AttributeDataJSON,
  EnvironmentJSON,
  OAuthProviders,
  OrganizationSettingsJSON,
  UserSettingsJSON,
} from '@clerk/shared/types';
import type { Instance } from '../instance';
import { passwordLength } from '../me/user/users';
import { socialSettings } from '../oauth/serialize';
import { maxMemberships } from '../organizations/organizations';

/**
 * Clerk's environment without `commerce_settings`, which an instance without billing does not need
 * and which the SDK cannot load half-filled. Its types ask for an `id: never` in two parts.
 */
export type Environment = Omit<
  EnvironmentJSON,
  'commerce_settings' | 'user_settings' | 'organization_settings'
> & {
  user_settings: Omit<UserSettingsJSON, 'id' | 'object'>;
  organization_settings: Omit<OrganizationSettingsJSON, 'id' | 'object'>;
};

/**
 * What GET /v1/environment answers: email address and password required, email codes for sign-in
 * and verification, optional names, organisations on, the providers that were asked for, no captcha,
 * no billing.
 */
export function environment(instance: Instance): Environment {
  return {
    object: 'environment',
    id: 'env_embedded',
    auth_config: {
      object: 'auth_config',
      id: 'aconf_embedded',
      single_session_mode: instance.singleSession,
      claimed_at: null,
      reverification: false,
    },
    display_config: displayConfig(instance),
    maintenance_mode: false,
    client_debug_mode: false,
    partitioned_cookies: false,
    user_settings: { ...userSettings, social: socialSettings(instance.oauth.connections) },
    organization_settings: {
      enabled: true,
      max_allowed_memberships: maxMemberships,
      force_organization_selection: instance.requireOrganization,
      actions: { admin_delete: true },
      domains: { enabled: false, enrollment_modes: [], default_role: 'org:member' },
      slug: { disabled: false },
      organization_creation_defaults: { enabled: false },
    },
    api_keys_settings: {
      object: 'api_keys_settings',
      id: 'akconf_embedded',
      user_api_keys_enabled: false,
      orgs_api_keys_enabled: false,
    },
    protect_config: { object: 'protect_config', id: 'pconf_embedded', loaders: [] },
  };
}

function displayConfig(instance: Instance): EnvironmentJSON['display_config'] {
  const accounts = `https://accounts.${instance.host.replace(/^clerk\./, '')}`;
  return {
    object: 'display_config',
    id: 'dconf_embedded',
    instance_environment_type: instance.mode,
    application_name: 'Embedded Clerk',
    after_sign_in_url: `${accounts}/default-redirect`,
    after_sign_out_all_url: `${accounts}/sign-in`,
    after_sign_out_one_url: `${accounts}/sign-in/choose`,
    after_sign_up_url: `${accounts}/default-redirect`,
    after_switch_session_url: `${accounts}/default-redirect`,
    after_leave_organization_url: `${accounts}/default-redirect`,
    after_create_organization_url: `${accounts}/default-redirect`,
    after_join_waitlist_url: `${accounts}/default-redirect`,
    home_url: accounts,
    sign_in_url: `${accounts}/sign-in`,
    sign_up_url: `${accounts}/sign-up`,
    user_profile_url: `${accounts}/user`,
    organization_profile_url: `${accounts}/organization`,
    create_organization_url: `${accounts}/create-organization`,
    waitlist_url: `${accounts}/waitlist`,
    branded: true,
    captcha_public_key: null,
    captcha_public_key_invisible: null,
    captcha_widget_type: null,
    captcha_provider: 'turnstile',
    captcha_oauth_bypass: null,
    captcha_heartbeat: false,
    logo_image_url: '',
    favicon_image_url: '',
    preferred_sign_in_strategy: 'password',
    support_email: '',
    show_devmode_warning: instance.mode === 'development',
    terms_url: '',
    privacy_policy_url: '',
    theme: {
      general: {
        color: '#6c47ff',
        background_color: '#ffffff',
        font_family: '"Source Sans Pro", sans-serif',
        font_color: '#151515',
        label_font_weight: '600',
        padding: '1em',
        border_radius: '0.5em',
        box_shadow: '0 2px 8px rgba(0, 0, 0, 0.2)',
      },
      buttons: {
        font_color: '#ffffff',
        font_family: '"Source Sans Pro", sans-serif',
        font_weight: '600',
      },
      accounts: { background_color: '#f7f7f7' },
    },
  };
}

const off: AttributeDataJSON = {
  enabled: false,
  required: false,
  verifications: [],
  used_for_first_factor: false,
  first_factors: [],
  used_for_second_factor: false,
  second_factors: [],
  verify_at_sign_up: false,
};
const optional: AttributeDataJSON = { ...off, enabled: true };

const userSettings: Environment['user_settings'] = {
  attributes: {
    email_address: {
      ...off,
      enabled: true,
      required: true,
      verifications: ['email_code'],
      used_for_first_factor: true,
      first_factors: ['email_code'],
      verify_at_sign_up: true,
    },
    password: { ...off, enabled: true, required: true },
    first_name: optional,
    last_name: optional,
    phone_number: off,
    username: off,
    web3_wallet: off,
    authenticator_app: off,
    backup_code: off,
    passkey: off,
  },
  actions: { delete_self: true, create_organization: true },
  social: {} as OAuthProviders,
  enterprise_sso: { enabled: false, self_serve_sso: false, self_serve_directory_sync: false },
  sign_in: { second_factor: { required: false, enabled: false } },
  sign_up: {
    allowlist_only: false,
    progressive: true,
    captcha_enabled: false,
    mode: 'public',
    legal_consent_enabled: false,
  },
  password_settings: {
    allowed_special_characters: '!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~',
    disable_hibp: true,
    min_length: passwordLength.min,
    max_length: passwordLength.max,
    require_special_char: false,
    require_numbers: false,
    require_uppercase: false,
    require_lowercase: false,
    show_zxcvbn: false,
    min_zxcvbn_strength: 0,
  },
  passkey_settings: { allow_autofill: false, show_sign_in_button: false },
  username_settings: { min_length: 4, max_length: 64 },
  attack_protection: { enumeration_protection: { enabled: false } },
};
