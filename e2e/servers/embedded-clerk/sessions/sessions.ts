import { rotate } from '../client/clients';
import { userBanned } from '../http/errors';
import { newId } from '../ids';
import type { Instance } from '../instance';
import type { Client, Session } from '../store/client-model';
import { rows } from '../store/queries';
import type { User } from '../store/user-model';

const dayMs = 24 * 60 * 60 * 1000;
/** Clerk's default maximum lifetime of a session. */
const sessionLifetimeMs = 7 * dayMs;
const abandonAfterMs = 30 * dayMs;

/** Who acts as the user of a session, and for how many milliseconds. */
export type Impersonation = { actor: Record<string, unknown>; lifetimeMs: number };

/**
 * Signs `user` in on `client` and makes the new session the active one; with `impersonation`, somebody
 * else as that user. Throws 403 for the banned.
 */
export function startSession(
  instance: Instance,
  client: Client,
  user: User,
  userAgent: string | null,
  impersonation?: Impersonation,
): Session {
  if (user.banned) throw userBanned();
  const now = instance.clock.now();
  const session: Session = {
    id: newId('sess'),
    clientId: client.id,
    userId: user.id,
    status: 'active',
    organizationId: organizationAtStart(instance, user),
    firstFactorAt: now,
    secondFactorAt: null,
    reverification: null,
    actor: impersonation?.actor ?? null,
    userAgent,
    createdAt: now,
    updatedAt: now,
    lastActiveAt: now,
    expireAt: now + (impersonation?.lifetimeMs ?? sessionLifetimeMs),
    abandonAt: now + abandonAfterMs,
  };
  instance.store.sessions.set(session.id, session);
  if (impersonation === undefined) user.lastSignInAt = now;
  client.lastActiveSessionId = session.id;
  rotate(instance, client);
  return session;
}

/**
 * The organisation in which a new session of `user` begins, as Clerk's own integration suite expects it
 * (transitions.test.ts): the one they were active in last, or else the one they have joined last. `null` for
 * whoever is in none.
 *
 * @see https://github.com/clerk/javascript/blob/main/integration/tests/transitions.test.ts
 */
function organizationAtStart({ store }: Instance, user: User): string | null {
  const latest = rows(
    store.sessions,
    ({ userId, organizationId }) => userId === user.id && organizationId !== null,
  )
    .sort((a, b) => a.lastActiveAt - b.lastActiveAt)
    .at(-1);
  // A session leaves its organisation as soon as its user does.
  if (latest) return latest.organizationId;
  return rows(store.memberships, ({ userId }) => userId === user.id).at(-1)?.organizationId ?? null;
}

/** Ends `session` with `status`; the client moves on to another session of its own, or to none. */
export function endSession(
  instance: Instance,
  session: Session,
  status: 'ended' | 'removed' | 'revoked',
): void {
  session.status = status;
  session.updatedAt = instance.clock.now();
  const client = instance.store.clients.get(session.clientId);
  if (client === undefined) return;
  if (client.lastActiveSessionId === session.id) {
    client.lastActiveSessionId = activeSessions(instance, client)[0]?.id ?? null;
  }
  rotate(instance, client);
}

/** The sessions of `client` that are still good, oldest first. */
export function activeSessions(instance: Instance, client: Client): Session[] {
  return rows(
    instance.store.sessions,
    (session) => session.clientId === client.id && isActive(instance, session),
  );
}

/** Whether `session` may still be used. One that has run out of time is marked as expired here. */
export function isActive(instance: Instance, session: Session): boolean {
  if (session.status === 'active' && instance.clock.now() >= session.expireAt) {
    session.status = 'expired';
  }
  return session.status === 'active';
}

/** How many minutes ago `session`'s user proved the first factor and the second; -1 for never. */
export function factorAge(instance: Instance, session: Session): [number, number] {
  const minutesSince = (at: number) => Math.floor((instance.clock.now() - at) / 60_000);
  const { firstFactorAt, secondFactorAt } = session;
  return [minutesSince(firstFactorAt), secondFactorAt === null ? -1 : minutesSince(secondFactorAt)];
}

/** When `session`'s user last proved the strongest factor that it has seen. */
export function provedAt({ firstFactorAt, secondFactorAt }: Session): number {
  return secondFactorAt ?? firstFactorAt;
}
