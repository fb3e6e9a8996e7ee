import { z } from 'zod';
import { formError } from '../../http/errors';

/** The lengths Clerk allows a username by default. */
export const usernameLength = { min: 4, max: 64 };

/** `value` as an email address. Throws Clerk's answer if it is none. */
export function parseEmail(value: string, param = 'email_address'): string {
  const parsed = z.email().safeParse(value.trim());
  if (parsed.success) return parsed.data.toLowerCase();
  throw invalid(param, 'a valid email address');
}

/** `value` as a phone number in E.164. Throws Clerk's answer if it is none. */
export function parsePhone(value: string, param = 'phone_number'): string {
  const parsed = z.e164().safeParse(value.replace(/[\s()-]/g, ''));
  if (parsed.success) return parsed.data;
  throw invalid(param, 'a valid phone number according to E.164 international standard');
}

/** `value` as a username. Throws Clerk's answer if it is none. */
export function parseUsername(value: string, param = 'username'): string {
  const { min, max } = usernameLength;
  if (value.length < min || value.length > max) {
    throw formError(
      'form_username_invalid_length',
      param,
      `Username must be between ${min} and ${max} characters long.`,
    );
  }
  if (z.e164().safeParse(value).success) {
    throw formError(
      'form_username_cannot_be_phone_number',
      param,
      'username cannot be a phone number. Please choose a different username.',
    );
  }
  if (!/^[a-z0-9_-]+$/i.test(value)) {
    throw formError(
      'form_username_invalid_character',
      param,
      'Username can only contain letters, numbers and "_" or "-".',
    );
  }
  if (/^\d+$/.test(value)) {
    throw formError(
      'form_username_needs_non_number_char',
      param,
      'Username must contain one non-number character.',
    );
  }
  return value.toLowerCase();
}

function invalid(param: string, what: string) {
  return formError('form_param_format_invalid', param, 'is invalid', `${param} must be ${what}.`);
}
