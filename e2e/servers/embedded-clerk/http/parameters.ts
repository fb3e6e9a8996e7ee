import type { z } from 'zod';
import { type ClerkError, FapiError } from './errors';

/** What one parameter did wrong. */
export type ParameterFault = {
  param: string;
  kind: 'unknown' | 'missing' | 'duplicate' | 'invalid' | 'email' | 'taken';
};

// Codes and sentences: https://clerk.com/docs/guides/development/errors/frontend-api and backend-api
const sentences: Record<ParameterFault['kind'], (param: string) => Omit<ClerkError, 'meta'>> = {
  unknown: (param) => ({
    code: 'form_param_unknown',
    message: 'is unknown',
    long_message: `${param} is not a valid parameter for this request.`,
  }),
  missing: (param) => ({
    code: 'form_param_missing',
    message: 'is missing',
    long_message: `${param} must be included.`,
  }),
  duplicate: (param) => ({
    code: 'form_param_duplicate',
    message: 'is duplicate',
    long_message: `${param} included multiple times. There should only be one.`,
  }),
  invalid: (param) => ({
    code: 'form_param_value_invalid',
    message: 'is invalid',
    long_message: `${param} is invalid`,
  }),
  email: (param) => ({
    code: 'form_param_format_invalid',
    message: 'is invalid',
    long_message: `${param} must be a valid email address.`,
  }),
  taken: (param) => ({
    code: 'form_identifier_exists',
    message: `That ${param} is taken. Please try another.`,
    long_message: `That ${param} is taken. Please try another.`,
  }),
};

/** 422: one error per parameter at fault. Values never enter it. */
export function parametersInvalid(faults: ParameterFault[]): FapiError {
  const errors = faults.map(({ param, kind }) => ({
    ...sentences[kind](param),
    meta: { param_name: param },
  }));
  return new FapiError(422, ...errors);
}

/** What is at fault in `given`, by the error of the strict schema that it did not fit. */
export function faultsOf({ issues }: z.ZodError, given: object): ParameterFault[] {
  return issues.flatMap((issue): ParameterFault[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((param) => ({ param, kind: 'unknown' }));
    }
    const param = String(issue.path[0] ?? '');
    if (!(param in given)) return [{ param, kind: 'missing' }];
    const isEmail = issue.code === 'invalid_format' && issue.format === 'email';
    return [{ param, kind: isEmail ? 'email' : 'invalid' }];
  });
}
