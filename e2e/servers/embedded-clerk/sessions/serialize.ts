import type { Instance } from '../instance';
import { publicUserDataJSON } from '../me/user/public-user-data';
import { userJSON } from '../me/user/serialize';
import type { Session } from '../store/client-model';
import { tokenJSON } from '../tokens/serialize';
import { mintSessionToken } from '../tokens/tokens';
import { userOf } from './acting-session';
import { factorAge, isActive } from './sessions';
import { tasksOf } from './tasks';

/**
 * `session` with its user and, while it is active, a fresh token in `last_active_token`, which
 * saves the SDK a token request. `origin` is the asking page's.
 */
export async function sessionJSON(
  instance: Instance,
  session: Session,
  origin: string | undefined,
) {
  const user = userOf(instance, session);
  return {
    ...baseJSON(instance, session),
    user: userJSON(instance, user),
    public_user_data: publicUserDataJSON(instance, user),
    last_active_token: isActive(instance, session)
      ? tokenJSON(await mintSessionToken(instance, session, origin))
      : null,
  };
}

/** `session` as the list of a user's devices shows it: no user, no token. */
export function sessionWithActivitiesJSON(instance: Instance, session: Session) {
  const agent = session.userAgent ?? '';
  return {
    ...baseJSON(instance, session),
    latest_activity: {
      object: 'session_activity',
      id: `sess_activity_${session.id.replace('sess_', '')}`,
      browser_name: /Chrome|Chromium/.test(agent) ? 'Chrome' : 'Unknown browser',
      browser_version: /Chrome\/(\d+)/.exec(agent)?.[1] ?? '',
      device_type: /\(([^;)]+)/.exec(agent)?.[1] ?? '',
      ip_address: '127.0.0.1',
      city: '',
      country: '',
      is_mobile: false,
    },
  };
}

function baseJSON(instance: Instance, session: Session) {
  const tasks = isActive(instance, session) ? tasksOf(instance, session) : [];
  return {
    object: 'session',
    id: session.id,
    status: tasks.length > 0 ? 'pending' : session.status,
    expire_at: session.expireAt,
    abandon_at: session.abandonAt,
    last_active_at: session.lastActiveAt,
    last_active_organization_id: session.organizationId,
    actor: session.actor,
    ...(tasks.length > 0 ? { tasks: tasks.map((key) => ({ key })) } : {}),
    factor_verification_age: factorAge(instance, session),
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  };
}
