import type { ClerkClient } from '@clerk/backend';
import { onTestFinished } from 'vitest';
import {
  createFapiTestClient,
  type FapiTestClient,
  testOrigin,
} from '../../servers/embedded-clerk/fapi-test-client';
import {
  type EmbeddedClerk,
  type EmbeddedClerkOptions,
  startEmbeddedClerk,
} from '../../servers/embedded-clerk/start';
import { createBackendClient } from './backend-client';

export const ada = { emailAddress: ['ada@example.com'], password: 'correct horse' };

/** A new embedded Clerk with a backend and a browser, which it lets in, for the test that runs. */
export async function startWithBackend(options?: EmbeddedClerkOptions): Promise<{
  clerk: EmbeddedClerk;
  backend: ClerkClient;
  browser: FapiTestClient;
}> {
  const clerk = await startEmbeddedClerk({
    ...(options?.mode === 'production' ? { allowedOrigins: [testOrigin] } : {}),
    ...options,
  });
  onTestFinished(() => clerk.close());
  return { clerk, backend: createBackendClient(clerk), browser: createFapiTestClient(clerk) };
}

/** Sends what the official client would not. */
export async function send(
  clerk: EmbeddedClerk,
  method: string,
  path: string,
  body?: unknown,
  secretKey: string = clerk.secretKey,
) {
  const response = await fetch(`${clerk.apiUrl}/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${secretKey}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it expects to be there.
  const json: any = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, json };
}
