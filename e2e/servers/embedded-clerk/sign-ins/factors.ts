import { formResourceNotFound, notAllowedValue } from '../http/errors';
import type { Instance } from '../instance';
import { registered } from '../passkeys/ceremonies';
import { isClaimed, isVerified } from '../store/queries';
import type { User } from '../store/user-model';

/** What a code may be asked for. The reset ones lead to a new password instead of a session. */
export const codeStrategies = [
  'email_code',
  'phone_code',
  'reset_password_email_code',
  'reset_password_phone_code',
] as const;
export type CodeStrategy = (typeof codeStrategies)[number];
/** What is sent to an address or number to be proved by: a code, or a link. */
export type SentStrategy = CodeStrategy | 'email_link';

/** One way to prove who one is; `to` is where its code or link goes. */
type SentFactor = {
  strategy: SentStrategy;
  to: string;
  id: { email_address_id: string } | { phone_number_id: string };
  primary: boolean;
};

/** What `user` can sign in with by code or link, in the order Clerk lists them. */
function sentFactors({ attributes }: Instance, user: User): SentFactor[] {
  const phones =
    attributes.phoneNumber === 'off'
      ? []
      : user.phones.filter((row) => isVerified(row) && !row.reservedForSecondFactor);
  const emails = attributes.emailAddress === 'off' ? [] : user.emails.filter(isClaimed);
  const byPhone = (strategy: CodeStrategy) =>
    phones.map(({ id, phone }) => ({
      strategy,
      to: phone,
      id: { phone_number_id: id },
      primary: id === user.primaryPhoneId,
    }));
  const byEmail = (strategy: SentStrategy) =>
    emails.map(({ id, email }) => ({
      strategy,
      to: email,
      id: { email_address_id: id },
      primary: id === user.primaryEmailId,
    }));
  return [
    ...byPhone('phone_code'),
    ...byEmail('email_code'),
    ...(attributes.emailLink === 'off' ? [] : byEmail('email_link')),
    ...byEmail('reset_password_email_code'),
    ...byPhone('reset_password_phone_code'),
  ];
}

/** What `user` can sign in with, as an answer lists it. */
export function firstFactorsJSON(instance: Instance, user: User) {
  const { attributes } = instance;
  return [
    ...(user.password === null ? [] : [{ strategy: 'password' }]),
    ...(attributes.passkey === 'off' || registered(user).length === 0
      ? []
      : [{ strategy: 'passkey' }]),
    ...sentFactors(instance, user).map(({ strategy, to, id, primary }) => ({
      strategy,
      safe_identifier: to,
      ...id,
      primary,
    })),
  ];
}

/**
 * Where the code or link of `strategy` goes: to the address or number that was asked for, else to the primary
 * one. Throws Clerk's answer if the user has none such.
 */
export function codeAddress(
  instance: Instance,
  user: User,
  strategy: SentStrategy,
  asked: { email_address_id?: string | undefined; phone_number_id?: string | undefined } = {},
): string {
  const factors = sentFactors(instance, user).filter((factor) => factor.strategy === strategy);
  if (factors.length === 0) throw notAllowedValue('strategy');
  const param = strategy.includes('phone') ? 'phone_number_id' : 'email_address_id';
  const id = asked[param];
  const factor = factors.find((row) =>
    id === undefined ? row.primary : Object.values(row.id).includes(id),
  );
  if (factor === undefined) throw formResourceNotFound(param);
  return factor.to;
}
