import type { ClerkAPIErrorJSON } from '@clerk/shared/types';
import { FapiError } from '../http/errors';
import type { Connection } from './connections';

// Codes, statuses and sentences as Clerk documents them:
// https://clerk.com/docs/guides/development/errors/frontend-api

/** 400: the instance does not sign in with this provider. */
export function providerNotEnabled(strategy: string): FapiError {
  return new FapiError(400, {
    code: 'oauth_provider_not_enabled',
    message: 'is invalid',
    long_message: `Single-sign on with ${strategy} OAuth provider is not enabled in the instance settings.`,
    meta: {},
  });
}

/** 400: the URL is not on the instance's list; its code is spelt so at Clerk. */
export function redirectUrlMismatch(url: string): FapiError {
  return new FapiError(400, {
    code: 'resource_missmatch',
    message: 'Redirect url mismatch',
    long_message: `The current redirect url passed in the sign in or sign up request does not match an authorized redirect URI for this instance. Review authorized redirect urls for your instance. ${url}`,
    meta: {},
  });
}

/** 400: nobody was sent to a provider with this state, or it was too long ago. */
export function invalidCallback(): FapiError {
  return new FapiError(400, {
    code: 'oauth_callback_invalid',
    message: 'Invalid OAuth callback',
    long_message: 'invalid form for oauth_callback',
    meta: {},
  });
}

/** The sign-up has to become a sign-in, or the other way round. */
export const externalAccountNotFound: ClerkAPIErrorJSON = {
  code: 'external_account_not_found',
  message: 'Invalid external account',
  long_message: 'The External Account was not found.',
};
export const externalAccountExists: ClerkAPIErrorJSON = {
  code: 'external_account_exists',
  message: 'already exists',
  long_message: 'This external account already exists.',
};

export const tokenExchangeFailed: ClerkAPIErrorJSON = {
  code: 'oauth_token_exchange_error',
  message: 'Token exchange error',
  long_message: 'Token exchange error',
};

export function accessDenied({ name }: Connection): ClerkAPIErrorJSON {
  return {
    code: 'oauth_access_denied',
    message: '',
    long_message: `You did not grant access to your ${name} account`,
  };
}

export function alreadySignedIn(sessionId: string): ClerkAPIErrorJSON {
  return {
    code: 'identifier_already_signed_in',
    message: 'Identifier already signed in',
    long_message: 'The given identifier is already signed in.',
    meta: { session_id: sessionId },
  };
}

export const identificationClaimed: ClerkAPIErrorJSON = {
  code: 'oauth_identification_claimed',
  message: 'Identification claimed by another user',
  long_message:
    'The email address associated with this OAuth account is already claimed by another user.',
};

/** An enterprise vouches for its own people only. */
export function enterpriseDomainMismatch(expected: string, received: string): ClerkAPIErrorJSON {
  return {
    code: 'enterprise_sso_email_address_domain_mismatch',
    message: 'Enterprise Connection email address domain mismatch',
    long_message: `The email address returned by the provider ${received} does not match the domain of the enterprise connection ${expected} that initiated the authentication.`,
  };
}

/** An address that an enterprise signs in, at another provider. The code is the SDK's, the sentence of its like. */
export const domainReserved: ClerkAPIErrorJSON = {
  code: 'oauth_email_domain_reserved_by_saml',
  message: 'email address domain is used for SAML SSO',
  long_message: "You can't use this email address, as SAML SSO is enabled for the specific domain.",
};
