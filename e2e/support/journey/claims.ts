import type { TokenResult } from '../../../src/auth/access-token';
import type { Answer } from './ask-worker';

/** The token of an answer; throws, without repeating any, when it holds none. */
export function tokenOf(answer: Answer<TokenResult>): string {
  if (!answer.ok) throw new Error(`expected a token, got ${answer.error.code}`);
  if (answer.data.status !== 'ok') throw new Error(`expected a token, got ${answer.data.status}`);
  return answer.data.token.jwt;
}

/** The claims of a session token, read and not verified. */
export function claimsOf(jwt: string): Record<string, unknown> & { sub?: string; sid?: string } {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
}
