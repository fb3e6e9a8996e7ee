import type { z } from 'zod';
import { badRequest, FapiError } from '../http/errors';

/**
 * 400: what is at fault in the request's `part`. Clerk's documents have this for API keys where other
 * endpoints answer 422; the words are theirs. Values never enter it.
 */
export function inputInvalid(part: 'body' | 'query', { issues }: z.ZodError): FapiError {
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : String(issue.path[0] ?? ''),
  );
  return badRequest(
    'bad_request',
    'Bad Request',
    `Invalid ${unknown.map((param) => `'${part}.${param}'`).join(', ')}`,
  );
}

/** 409, by the code for which `APIKeys.tsx` of clerk-js says that the name is taken. */
export function nameTaken(): FapiError {
  return new FapiError(409, {
    code: 'token_creation_conflict',
    message: 'Conflict',
    long_message: 'An API key of that name exists already.',
  });
}
