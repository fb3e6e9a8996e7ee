import type { Instance } from '../instance';
import { needsSecondFactor } from '../second-factors/sign-in';
import type { Session } from '../store/client-model';

/**
 * What the user of `session` still owes, by Clerk's keys, first things first: until it is done the session is
 * pending.
 *
 * @see https://clerk.com/docs/guides/configure/session-tasks
 */
export function tasksOf(instance: Instance, session: Session): string[] {
  const user = instance.store.users.get(session.userId);
  if (user === undefined) return [];
  const { requireOrganization, requireSecondFactor } = instance;
  return [
    ...(user.passwordCompromised ? ['reset-password'] : []),
    ...(requireOrganization && session.organizationId === null ? ['choose-organization'] : []),
    ...(requireSecondFactor && !needsSecondFactor(user) ? ['setup-mfa'] : []),
  ];
}

/** Whether its user still owes something. */
export function isPending(instance: Instance, session: Session): boolean {
  return tasksOf(instance, session).length > 0;
}
