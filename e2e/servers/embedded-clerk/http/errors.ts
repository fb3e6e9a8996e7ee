import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { randomString } from '../ids';

/** One of the errors of an answer. `meta` names the parameter at fault, among other things. */
export type ClerkError = {
  code: string;
  message: string;
  long_message: string;
  meta?: Record<string, unknown>;
};

/** What Clerk answers with a 4xx. `meta.client` keeps the SDK's state current all the same. */
export type ErrorBody = {
  errors: ClerkError[];
  meta?: { client: unknown };
  clerk_trace_id: string;
};

/** Thrown by a route to answer in Clerk's error shape. */
export class FapiError extends Error {
  readonly status: ContentfulStatusCode;
  readonly errors: ClerkError[];

  constructor(status: ContentfulStatusCode, ...errors: ClerkError[]) {
    super(errors[0]?.message ?? 'Unknown error');
    this.name = 'FapiError';
    this.status = status;
    this.errors = errors;
  }
}

/** `errors` in the body Clerk sends, with a trace id of its own and the client, if there is one. */
export function errorBody(errors: ClerkError[], client?: unknown): ErrorBody {
  return {
    errors,
    ...(client === undefined ? {} : { meta: { client } }),
    clerk_trace_id: randomString(32).toLowerCase(),
  };
}

/** 404: the answer to an endpoint or a resource that is not there. */
export function notFound(what: string): FapiError {
  return new FapiError(404, {
    code: 'resource_not_found',
    message: 'not found',
    long_message: `${what} was not found.`,
    meta: {},
  });
}

/** 401: the client has no active session. The SDK drops its session when it reads this status. */
export function signedOut(): FapiError {
  return new FapiError(401, {
    code: 'signed_out',
    message: 'Signed out',
    long_message: 'You are signed out',
    meta: {},
  });
}

/** 401: the session that was named has ended. */
export function sessionEnded(): FapiError {
  return new FapiError(401, {
    code: 'authentication_invalid',
    message: 'Invalid authentication',
    long_message: 'Unable to authenticate the request: the session is no longer active.',
    meta: {},
  });
}

/** 403: the member's role does not grant what was asked. */
export function notAllowed(): FapiError {
  return new FapiError(403, {
    code: 'not_allowed_access',
    message: 'Not allowed',
    long_message: 'You are not allowed to do that.',
    meta: {},
  });
}

/** 403: https://clerk.com/docs/guides/development/errors/frontend-api, `UserBanned`. */
export function userBanned(): FapiError {
  return new FapiError(403, {
    code: 'user_banned',
    message: 'User banned',
    long_message: 'You have been banned. If you think this was by mistake, please contact support.',
    meta: {},
  });
}

/** 403: the instance has switched the feature off. */
export function featureNotEnabled(): FapiError {
  return new FapiError(403, {
    code: 'feature_not_enabled',
    message: 'not enabled',
    long_message: 'This feature is not enabled on this instance',
  });
}

/** 403: the user is not in the organisation. */
export function notAMember(): FapiError {
  return new FapiError(403, {
    code: 'not_a_member_in_organization',
    message: 'not a member',
    long_message:
      'Current user is not a member of the organization. Only organization members can perform this action.',
    meta: {},
  });
}

/** 422: one form field is at fault; Clerk's forms show `longMessage` beside `param`. */
export function formError(
  code: string,
  param: string,
  message: string,
  longMessage: string = message,
): FapiError {
  return new FapiError(422, {
    code,
    message,
    long_message: longMessage,
    meta: { param_name: param },
  });
}

/** 400: the request itself does not fit the state it finds. */
export function badRequest(code: string, message: string, longMessage: string = message) {
  return new FapiError(400, { code, message, long_message: longMessage, meta: {} });
}

/** 422: `param` is no address of a web page, such as one of an extension. */
export function invalidUrlScheme(param: string): FapiError {
  return formError(
    'invalid_url_scheme',
    param,
    'Invalid URL scheme',
    'Please provide a URL with one of the following schemes: https, http',
  );
}

/** 422: a parameter names something that is not there. */
export function formResourceNotFound(param: string): FapiError {
  return formError(
    'form_resource_not_found',
    param,
    'is missing',
    `The resource associated with the supplied ${param} was not found.`,
  );
}

/** 422: a parameter has a value that is not among those it may have. */
export function notAllowedValue(param: string): FapiError {
  return formError(
    'form_param_value_invalid',
    param,
    'is invalid',
    `The value does not match one of the allowed values for parameter ${param}`,
  );
}
