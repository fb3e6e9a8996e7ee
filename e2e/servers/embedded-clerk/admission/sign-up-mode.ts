import { FapiError } from '../http/errors';
import type { Instance } from '../instance';

/** Throws Clerk's answer where nobody may sign up without an invitation. */
export function refuseUninvited({ switches }: Instance): void {
  if (switches.signUpMode === 'restricted') {
    throw new FapiError(403, {
      code: 'sign_up_mode_restricted',
      message: 'Sign ups are restricted',
      long_message: 'Access is restricted. Please contact the owner of the application.',
      meta: {},
    });
  }
  if (switches.signUpMode === 'waitlist') {
    throw new FapiError(403, {
      code: 'sign_up_restricted_waitlist',
      message: 'Sign ups are currently unavailable',
      long_message: 'Sign ups are currently unavailable. Join the waitlist to hear of access.',
      meta: {},
    });
  }
}
