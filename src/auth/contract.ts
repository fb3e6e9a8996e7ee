import * as z from 'zod/mini';
import { defineContract } from '../messaging/contract';
import { RouteError } from '../messaging/errors';
import { extensionPage } from '../messaging/sender';
import { TokenRequest, TokenResult } from './access-token';
import { AUTH_ERROR_CODES } from './auth-error';
import { SessionSnapshot } from './session-snapshot';

const Nothing = z.strictObject({});

/**
 * Everything a page may say to the worker about auth, and what it hears back. Both ends are typed
 * by this one object and both validate against it.
 */
export const authContract = defineContract(
  {
    /** A token that is valid now, or the reason there is none. */
    'auth.getToken': {
      input: TokenRequest,
      output: TokenResult,
      allow: [extensionPage],
      idempotent: true,
      deadlineMs: 10_000,
    },
    /** Who is signed in, no older than a minute unless Clerk is out of reach. */
    'auth.getSession': {
      input: Nothing,
      output: SessionSnapshot,
      allow: [extensionPage],
      idempotent: true,
      deadlineMs: 10_000,
    },
    /** The session now, and again each time it changes. */
    'auth.watchSession': {
      input: Nothing,
      event: SessionSnapshot,
      allow: [extensionPage],
    },
    /** Ends every session of this client at Clerk and forgets its tokens. Signing out twice is fine. */
    'auth.signOut': {
      input: Nothing,
      output: Nothing,
      allow: [extensionPage],
      idempotent: true,
      deadlineMs: 10_000,
    },
    /** Acts for another organisation from now on (`null`: the personal account). */
    'auth.setActiveOrganization': {
      input: z.strictObject({ organizationId: z.nullable(z.string().check(z.minLength(1))) }),
      output: SessionSnapshot,
      allow: [extensionPage],
      idempotent: true,
      deadlineMs: 10_000,
    },
    /**
     * Acts for another account that is signed in in this browser from now on, by one of the snapshot's
     * `accounts`, with the organisation it was last used for. UNKNOWN_SESSION: it is signed out by now.
     */
    'auth.setActiveSession': {
      input: z.strictObject({ sessionId: z.string().check(z.minLength(1), z.maxLength(128)) }),
      output: SessionSnapshot,
      allow: [extensionPage],
      idempotent: true,
      deadlineMs: 10_000,
    },
    /** Has the worker ask Clerk again: a page that runs Clerk itself saw a change, or a person asks for a retry. */
    'auth.refresh': {
      input: Nothing,
      output: Nothing,
      allow: [extensionPage],
      idempotent: true,
      deadlineMs: 10_000,
    },
  },
  { errors: AUTH_ERROR_CODES },
);

/** Makes the errors that handlers of the auth routes throw. */
export const authError = RouteError.of(authContract);
