import { badRequest } from '../http/errors';
import type { FapiContext } from '../http/fapi-env';
import type { Instance } from '../instance';

/**
 * Throws what Clerk answers where bot protection is on and the sign-up comes without a captcha's token, or
 * with one: nobody here has handed any out. A testing token of the Backend API takes its place.
 * https://clerk.com/docs/guides/development/testing/overview
 */
export function checkCaptcha(instance: Instance, c: FapiContext, token: string | undefined): void {
  if (!instance.switches.botProtection) {
    if (token === undefined) return;
    throw badRequest(
      'captcha_not_enabled',
      'CAPTCHA not enabled',
      'You attempted to complete a CAPTCHA, but they are not enabled. If this issue persists, please contact support.',
    );
  }
  const expiresAt = instance.testingTokens.get(c.req.query('__clerk_testing_token') ?? '');
  if (expiresAt !== undefined && instance.clock.now() < expiresAt) return;
  throw badRequest(
    token === undefined ? 'captcha_missing_token' : 'captcha_invalid',
    'Authentication unsuccessful due to failed security validations.',
    token === undefined
      ? 'Authentication unsuccessful due to failed security validations. Please refresh the page to try again or reach out to support for more assistance.'
      : 'Authentication unsuccessful due to failed security validations. Please try using a different browser or disabling browser extensions. If issues persist, contact support for assistance.',
  );
}
