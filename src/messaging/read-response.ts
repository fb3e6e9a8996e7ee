import type { CallRoute } from './contract';
import { Response } from './envelope';
import { MessagingError } from './errors';
import { parse } from './wire-error';

/** The data of a response; throws the error it carries, or BAD_RESPONSE for what is no response. */
export function readResponse(raw: unknown, schema: CallRoute['output']): unknown {
  const response = parse(Response, raw);
  if (!response.ok) throw new MessagingError('BAD_RESPONSE', 'What came back is not an answer.');
  if (!response.data.ok) {
    const { code, message, retryable, details } = response.data.error;
    throw new MessagingError(code, message, { retryable, ...(details ? { details } : {}) });
  }
  const data = parse(schema, response.data.data);
  if (data.ok) return data.data;
  throw new MessagingError('BAD_RESPONSE', 'The answer does not fit the contract.', {
    details: { issues: data.issues },
  });
}
