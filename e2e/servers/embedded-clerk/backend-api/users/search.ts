import type { z } from 'zod';
import { flag, integer, many, one } from '../../http/query';
import type { Instance } from '../../instance';
import { lastActiveAt } from '../../me/user/account';
import { findMembership, primaryEmail, rows } from '../../store/queries';
import type { User } from '../../store/user-model';
import { orderName, sortBy } from '../sort';

/** What a list of users may be narrowed by. Nobody has a wallet or a provider here. */
export const userFilters = {
  email_address: many.optional(),
  phone_number: many.optional(),
  username: many.optional(),
  external_id: many.optional(),
  user_id: many.optional(),
  organization_id: many.optional(),
  query: one.optional(),
  email_address_query: one.optional(),
  phone_number_query: one.optional(),
  username_query: one.optional(),
  name_query: one.optional(),
  banned: flag.optional(),
  last_active_at_before: integer.optional(),
  last_active_at_after: integer.optional(),
  last_active_at_since: integer.optional(),
  created_at_before: integer.optional(),
  created_at_after: integer.optional(),
  last_sign_in_at_before: integer.optional(),
  last_sign_in_at_after: integer.optional(),
};

type Filters = { [K in keyof typeof userFilters]: z.output<(typeof userFilters)[K]> };

/** The users that pass every filter given, oldest first. */
export function findUsers(instance: Instance, filters: Partial<Filters>): User[] {
  const { organization_id: organizations } = filters;
  return rows(instance.store.users, (user) => {
    const emails = user.emails.map(({ email }) => email);
    const phones = user.phones.map(({ phone }) => phone);
    const usernames = user.username === null ? [] : [user.username];
    const names = [`${user.firstName ?? ''} ${user.lastName ?? ''}`.trim()];
    const active = lastActiveAt(instance, user);
    return (
      isAmong(filters.email_address, emails) &&
      isAmong(filters.phone_number, phones) &&
      isAmong(filters.username, usernames) &&
      isAmong(filters.external_id, user.externalId === null ? [] : [user.externalId]) &&
      isAmong(filters.user_id, [user.id]) &&
      (organizations?.some((id) => findMembership(instance.store, id, user.id)) ?? true) &&
      contains(filters.query, [user.id, ...emails, ...phones, ...usernames, ...names]) &&
      contains(filters.email_address_query, emails) &&
      contains(filters.phone_number_query, phones) &&
      contains(filters.username_query, usernames) &&
      contains(filters.name_query, names) &&
      (filters.banned ?? user.banned) === user.banned &&
      isBetween(active, filters.last_active_at_after, filters.last_active_at_before) &&
      isBetween(active, filters.last_active_at_since, undefined) &&
      isBetween(user.createdAt, filters.created_at_after, filters.created_at_before) &&
      isBetween(user.lastSignInAt, filters.last_sign_in_at_after, filters.last_sign_in_at_before)
    );
  });
}

/** What `order_by` may name, after an optional `+` or `-`. */
const orders = new Map<string, (instance: Instance, user: User) => string | number>([
  ['created_at', (_, user) => user.createdAt],
  ['updated_at', (_, user) => user.updatedAt],
  ['email_address', (_, user) => primaryEmail(user) ?? ''],
  ['phone_number', (_, user) => user.phones[0]?.phone ?? ''],
  ['username', (_, user) => user.username ?? ''],
  ['first_name', (_, user) => user.firstName ?? ''],
  ['last_name', (_, user) => user.lastName ?? ''],
  ['last_active_at', (instance, user) => lastActiveAt(instance, user) ?? 0],
  ['last_sign_in_at', (_, user) => user.lastSignInAt ?? 0],
]);

/** An `order_by` of users. */
export const userOrder = one.refine((value) => orders.has(orderName(value))).default('-created_at');

/** `users` in the order that `order` names. */
export function sortUsers(instance: Instance, users: User[], order: string): User[] {
  const key = orders.get(orderName(order)) ?? (() => 0);
  return sortBy(users, order, (user) => key(instance, user));
}

function isAmong(wanted: string[] | undefined, values: string[]): boolean {
  if (wanted === undefined) return true;
  const lower = wanted.map((value) => value.toLowerCase());
  return values.some((value) => lower.includes(value.toLowerCase()));
}

function contains(part: string | undefined, values: string[]): boolean {
  if (part === undefined) return true;
  return values.some((value) => value.toLowerCase().includes(part.toLowerCase()));
}

function isBetween(
  time: number | null,
  after: number | undefined,
  before: number | undefined,
): boolean {
  if (after === undefined && before === undefined) return true;
  return time !== null && time > (after ?? Number.NEGATIVE_INFINITY) && time < (before ?? Infinity);
}
