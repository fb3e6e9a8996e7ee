import { expect, type Page } from '@playwright/test';
import type { TokenResult } from '../../../src/auth/access-token';
import { type Answer, askWorker } from './ask-worker';

/** Asks for a token from a page of the extension, any of them, and returns it. */
export async function askForToken(page: Page): Promise<string> {
  return tokenOf(await askWorker(page, 'auth.getToken'));
}

/** Asks for one and expects to be told that nobody is signed in. */
export async function expectNoToken(page: Page): Promise<void> {
  const answer = await askWorker(page, 'auth.getToken');
  expect(answer).toEqual({ ok: true, data: { status: 'signed-out' } });
}

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
