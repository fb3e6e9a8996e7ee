import { accountsHostOf } from '../accounts-portal/routes';
import type { Instance } from '../instance';

/** How the components look and where they lead to by default: the account portal. */
export function displayConfigJSON({ host, mode, switches }: Instance) {
  const accounts = `https://${accountsHostOf(host)}`;
  const home = `${accounts}/default-redirect`;
  return {
    object: 'display_config',
    id: 'dconf_embedded',
    instance_environment_type: mode,
    application_name: 'Embedded Clerk',
    theme,
    preferred_sign_in_strategy: 'password',
    logo_image_url: '',
    favicon_image_url: '',
    home_url: home,
    sign_in_url: `${accounts}/sign-in`,
    sign_up_url: `${accounts}/sign-up`,
    user_profile_url: `${accounts}/user`,
    waitlist_url: `${accounts}/waitlist`,
    oauth_consent_url: `${accounts}/oauth-consent`,
    after_sign_in_url: home,
    after_sign_up_url: home,
    after_sign_out_one_url: `${accounts}/sign-in/choose`,
    after_sign_out_all_url: `${accounts}/sign-in`,
    after_switch_session_url: home,
    after_join_waitlist_url: home,
    organization_profile_url: `${accounts}/organization`,
    create_organization_url: `${accounts}/create-organization`,
    after_leave_organization_url: home,
    after_create_organization_url: home,
    logo_link_url: home,
    support_email: null,
    branded: true,
    experimental_force_oauth_first: false,
    clerk_js_version: '6',
    show_devmode_warning: mode === 'development',
    google_one_tap_client_id: null,
    help_url: null,
    privacy_policy_url: null,
    terms_url: null,
    logo_url: null,
    favicon_url: null,
    logo_image: null,
    favicon_image: null,
    ...(switches.botProtection ? CAPTCHA : NO_CAPTCHA),
    captcha_oauth_bypass: [],
  };
}

const NO_CAPTCHA = {
  captcha_public_key: null,
  captcha_widget_type: null,
  captcha_public_key_invisible: null,
  captcha_provider: null,
};

/** Of no service: an extension may not load the captcha's script, so none is asked. */
const CAPTCHA = {
  captcha_public_key: 'embedded',
  captcha_widget_type: 'smart',
  captcha_public_key_invisible: 'embedded-invisible',
  captcha_provider: 'turnstile',
};

const theme = {
  buttons: {
    font_color: '#ffffff',
    font_family: '"Source Sans Pro", sans-serif',
    font_weight: '600',
  },
  general: {
    color: '#6c47ff',
    padding: '1em',
    box_shadow: '0 2px 8px rgba(0, 0, 0, 0.2)',
    font_color: '#151515',
    font_family: '"Source Sans Pro", sans-serif',
    border_radius: '0.5em',
    background_color: '#ffffff',
    label_font_weight: '600',
  },
  accounts: { background_color: '#f7f7f7' },
};
