import { FapiError } from '../http/errors';

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

/** What one parameter did wrong; several make one 422. */
export type ParameterFault = { param: string; kind: 'unknown' | 'missing' | 'invalid' | 'taken' };

/** 422: one error per parameter at fault. Values never enter it. */
export function parametersInvalid(faults: ParameterFault[]): FapiError {
  return new FapiError(
    422,
    ...faults.map(({ param, kind }) => ({
      ...sentences[kind](param),
      meta: { param_name: param },
    })),
  );
}

const sentences = {
  unknown: (param: string) => ({
    code: 'form_param_unknown',
    message: 'is unknown',
    long_message: `${param} is not a valid parameter for this request.`,
  }),
  missing: (param: string) => ({
    code: 'form_param_missing',
    message: 'is missing',
    long_message: `${param} must be included.`,
  }),
  invalid: (param: string) => ({
    code: 'form_param_value_invalid',
    message: 'is invalid',
    long_message: `${param} is invalid`,
  }),
  taken: (param: string) => ({
    code: 'form_identifier_exists',
    message: `That ${param} is taken. Please try another.`,
    long_message: `That ${param} is taken. Please try another.`,
  }),
};
