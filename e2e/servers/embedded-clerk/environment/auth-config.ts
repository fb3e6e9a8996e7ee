import type { Instance } from '../instance';
import { hasBackupCodes } from '../second-factors/backup-codes';

/** How people prove who they are, in the words of Clerk's older settings. */
export function authConfigJSON({
  attributes,
  mode,
  reverification,
  singleSession,
  switches,
}: Instance) {
  const { emailAddress, emailLink, phoneNumber, username } = attributes;
  const hasEmail = emailAddress !== 'off';
  const hasLink = hasEmail && emailLink !== 'off';
  const hasPhone = phoneNumber !== 'off';
  const identifiers = [
    ...(hasEmail ? ['email_address'] : []),
    ...(hasPhone ? ['phone_number'] : []),
    ...(username === 'off' ? [] : ['username']),
  ];
  return {
    object: 'auth_config',
    id: 'aconf_embedded',
    first_name: 'on',
    last_name: 'on',
    email_address: emailAddress,
    phone_number: phoneNumber,
    username,
    password: 'required',
    identification_requirements: [identifiers],
    identification_strategies: [...identifiers, 'password'],
    first_factors: [
      ...(hasEmail ? ['email_code', 'reset_password_email_code'] : []),
      ...(hasLink ? ['email_link'] : []),
      'password',
      ...(hasPhone ? ['phone_code', 'reset_password_phone_code'] : []),
      ...(attributes.passkey === 'off' ? [] : ['passkey']),
    ],
    second_factors: [
      ...(attributes.authenticatorApp === 'off' ? [] : ['totp']),
      ...(attributes.phoneSecondFactor === 'off' ? [] : ['phone_code']),
      ...(hasBackupCodes(attributes) ? ['backup_code'] : []),
    ],
    email_address_verification_strategies: [
      ...(hasEmail ? ['email_code'] : []),
      ...(hasLink ? ['email_link'] : []),
    ],
    single_session_mode: singleSession,
    enhanced_email_deliverability: false,
    test_mode: true,
    cookieless_dev: mode === 'development',
    url_based_session_syncing: mode === 'development',
    claimed_at: null,
    reverification,
    native_settings: {
      object: 'native_settings',
      api_enabled: switches.nativeApi,
      trusted_device_sign_in_enabled: false,
      trusted_device_enrollment_prompt_after_sign_in_enabled: false,
      trusted_device_enrollment_prompt_after_sign_up_enabled: false,
    },
  };
}
