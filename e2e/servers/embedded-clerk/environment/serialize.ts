import type { Instance } from '../instance';
import { maxMemberships } from '../organizations/organizations';
import { creatorRole, roleOf } from '../organizations/roles';
import { authConfigJSON } from './auth-config';
import { displayConfigJSON } from './display-config';
import { userSettingsJSON } from './user-settings';

/**
 * What GET /v1/environment answers: the attributes of the instance, a password required, codes for
 * sign-in and verification, optional names, organisations on; no billing.
 */
export function environmentJSON(instance: Instance) {
  const defaultRole = roleOf(instance, { roleId: instance.store.settings.defaultRoleId });
  return {
    auth_config: authConfigJSON(instance),
    display_config: displayConfigJSON(instance),
    user_settings: userSettingsJSON(instance),
    organization_settings: {
      enabled: true,
      max_allowed_memberships: maxMemberships,
      actions: { admin_delete: true },
      domains: { enabled: false, enrollment_modes: [], default_role: defaultRole.key },
      slug: { disabled: false },
      creator_role: creatorRole(instance).key,
      // Newer than the document: sent only where it says something.
      ...(instance.requireOrganization ? { force_organization_selection: true } : {}),
    },
    fraud_settings: { object: 'fraud_settings', native: { device_attestation_mode: 'disabled' } },
    commerce_settings: {
      billing: {
        stripe_publishable_key: null,
        free_trial_requires_payment_method: true,
        user: { enabled: false, has_paid_plans: false },
        organization: { enabled: false, has_paid_plans: false },
      },
    },
    api_keys_settings: {
      enabled: instance.apiKeys,
      user_api_keys_enabled: instance.apiKeys,
      orgs_api_keys_enabled: instance.apiKeys,
    },
    protect_config: { loaders: [] },
    client_debug_mode: false,
    partitioned_cookies: false,
    maintenance_mode: instance.switches.maintenance,
  };
}
