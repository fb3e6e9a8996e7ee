import { randomUUID } from 'node:crypto';
import { createFapiTestClient } from '../../servers/embedded-clerk/fapi-test-client';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import { addUser, type NewUser } from './people';

/** The password of everybody here. */
export const password = 'correct horse';

type Details = Omit<NewUser, 'email' | 'password'>;

/**
 * Adds somebody whom nobody has seen before, so that the tests of a file can share an embedded Clerk. Their
 * address takes the code 424242.
 */
export function addNewUser(clerk: EmbeddedClerk, details?: Details) {
  return addUser(clerk, {
    email: `${randomUUID()}+clerk_test@example.com`,
    password,
    ...details,
  });
}

/** Adds somebody like that and signs them in, on a client of their own. */
export async function signInNewUser(clerk: EmbeddedClerk, details?: Details) {
  const { id, email } = await addNewUser(clerk, details);
  const client = createFapiTestClient(clerk);
  const sessionId = await client.signIn(email, password);
  return { id, email, client, sessionId };
}
