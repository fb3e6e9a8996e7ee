import type { Fault } from './specification';

/** Faults that are right all the same, and what says so. */
export type Exception = {
  operation: RegExp;
  path: RegExp;
  message: string;
  because: string;
};

/**
 * Where the embedded Clerk departs from Clerk's document or the recordings, each with the recording
 * or the SDK's source that says so. A test shows that each is still needed.
 */
export const exceptions: Exception[] = [
  {
    operation: /./,
    path: /^(\/response|\/client\/sign_in|\/response\/sign_in|\/meta\/client\/sign_in)$/,
    message: 'must not have "locale"',
    because:
      'Every recorded sign-in has it (clerk_api/sign_in_test), though the document allows no more keys.',
  },
  {
    operation: /^(GET|PATCH) \/v1\/environment$/,
    path: /^\/organization_settings$/,
    message: 'must not have "force_organization_selection"',
    because: 'OrganizationSettings.fromJSON of clerk-js 6.40 reads it: newer than the document.',
  },
  {
    operation: /^POST \/v1\/me\/change_password$/,
    path: /^\/client\/sessions\/\*\/status$/,
    message: 'must be one of ["active","revoked","ended","expired","removed","abandoned"]',
    because:
      'The task that has a password reset (TaskResetPassword of clerk-js 6.40) calls it for a pending session.',
  },
  {
    operation: /^GET \/(sessions|redirect_urls|jwt_templates|invitations|allowlist_identifiers)$/,
    path: /^$/,
    message: 'must be array',
    because: '@clerk/backend 3.25 asks for `paginated: true`, and reads `data` and `total_count`.',
  },
  {
    operation: /^DELETE \/organizations\/\{organization_id\}\/memberships\/\{user_id\}$/,
    path: /^$/,
    message: 'status 400 is not in the document',
    because: "The Frontend API's document has it for the same rule, that an admin has to be left.",
  },
  {
    operation: /^POST \/testing_tokens$/,
    path: /^$/,
    message: 'status 422 is not in the document',
    because: 'FormUnknownParameter, in the index of Backend API errors, is for every endpoint.',
  },
  {
    operation: / \/(api_keys|m2m_tokens)/,
    path: /^$/,
    message: 'status 401 is not in the document',
    because:
      'The Frontend API has it for whoever is signed out, here by their session token; clerk_key_invalid, in the index of Backend API errors, is for every endpoint, whether the key is the instance’s or a machine’s.',
  },
  {
    operation: / \/(api_keys|m2m_tokens)/,
    path: /^$/,
    message: 'status 403 is not in the document',
    because:
      'The Frontend API has it where a feature is off, and for members whose role does not grant something.',
  },
  {
    operation: /^GET \/jwks$/,
    path: /^$/,
    message: 'status 401 is not in the document',
    because: 'clerk_key_invalid, in the index of Backend API errors, is for every endpoint.',
  },
  {
    operation: /./,
    path: /^$/,
    message: 'status 503 is not in the document',
    because:
      'maintenance_mode, which https://clerk.com/docs/maintenance-mode describes for both APIs.',
  },
  ...['user', 'public_user_data', 'last_active_token'].map((key) => ({
    operation: /^session$/,
    path: new RegExp(`^/${key}$`),
    message: 'is always there in the recordings',
    because:
      'GET /v1/me/sessions/active was not recorded; SessionWithActivities of clerk-js 6.40 reads none.',
  })),
];

/** Endpoints that are Clerk's although its documents do not have them, and what asks for them. */
const undocumented = [
  {
    endpoint: 'GET /v1/clients/handshake_payload',
    because: '`clients.getHandshakePayload` of @clerk/backend 3.25 asks for it.',
  },
];

/** Whether an endpoint is one of those for which there is no document. */
export function isUndocumented(method: string, path: string): boolean {
  return undocumented.some(({ endpoint }) => endpoint === `${method} ${path}`);
}

/** The exception that `fault` falls under, or `undefined`. */
export function exceptionFor(fault: Fault): Exception | undefined {
  return exceptions.find(
    ({ operation, path, message }) =>
      operation.test(fault.operation) && path.test(fault.path) && fault.message === message,
  );
}
