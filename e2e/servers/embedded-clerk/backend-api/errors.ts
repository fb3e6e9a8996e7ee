import { badRequest, FapiError } from '../http/errors';

// Codes, statuses and sentences are those of Clerk's index:
// https://clerk.com/docs/guides/development/errors/backend-api

/** 401: the `sk_` that was presented is not this instance's. */
export function secretKeyInvalid(): FapiError {
  const sentence =
    'The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct.';
  return new FapiError(401, {
    code: 'clerk_key_invalid',
    message: sentence,
    long_message: sentence,
  });
}

/** 404: nothing has the id that was asked for. `longMessage` names both. */
export function notFound(longMessage: string, message = 'not found'): FapiError {
  return new FapiError(404, { code: 'resource_not_found', message, long_message: longMessage });
}

/** 400: the body is not JSON, or not an object. */
export function bodyInvalid(): FapiError {
  return new FapiError(400, {
    code: 'request_body_invalid',
    message: 'Request body invalid',
    long_message:
      'The request body is invalid. Please consult the API documentation for more information.',
  });
}

/** 400: the instance requires one of these of every user. */
export function lastIdentifier(): FapiError {
  return new FapiError(400, {
    code: 'last_required_identification_deletion_failed',
    message: 'Deletion failed',
    long_message: 'You cannot delete your last identification.',
  });
}

/** 400: the token was used, or revoked before. */
export function cannotBeRevoked(kind: 'Actor token' | 'Sign in token', status: string): FapiError {
  return badRequest(
    `${kind.toLowerCase().replaceAll(' ', '_')}_cannot_be_revoked_code`,
    'cannot revoke',
    `${kind} cannot be revoked because its status is ${status}. Only pending tokens can be revoked.`,
  );
}
