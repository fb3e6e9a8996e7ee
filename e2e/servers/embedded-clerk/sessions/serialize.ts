import type { SessionJSON, SessionWithActivitiesJSON } from '@clerk/shared/types';
import { signedOut } from '../http/errors';
import type { Nullable } from '../http/nullable';
import type { Instance } from '../instance';
import { publicUserDataJSON } from '../me/user/public-user-data';
import { userJSON } from '../me/user/serialize';
import type { Session } from '../store/model';
import { tokenJSON } from '../tokens/serialize';
import { mintSessionToken } from '../tokens/tokens';
import { isActive, isPending } from './sessions';

function baseJSON(instance: Instance, session: Session) {
  const user = instance.store.users.get(session.userId);
  if (user === undefined) throw signedOut();
  const pending = isActive(instance, session) && isPending(instance, session);
  const minutes = Math.floor((instance.clock.now() - session.createdAt) / 60_000);
  return {
    user,
    json: {
      object: 'session',
      id: session.id,
      status: pending ? 'pending' : session.status,
      factor_verification_age: [minutes, -1],
      expire_at: session.expireAt,
      abandon_at: session.abandonAt,
      last_active_at: session.lastActiveAt,
      last_active_organization_id: session.organizationId,
      actor: null,
      tasks: pending ? [{ key: 'choose-organization' }] : null,
      public_user_data: publicUserDataJSON(instance, user),
      created_at: session.createdAt,
      updated_at: session.updatedAt,
    } satisfies Omit<SessionJSON, 'user' | 'last_active_token'>,
  };
}

/**
 * `session` with its user and, while it is active, a fresh token in `last_active_token`, which
 * saves the SDK a token request. `origin` is the asking page's.
 */
export async function sessionJSON(
  instance: Instance,
  session: Session,
  origin: string | undefined,
): Promise<SessionJSON> {
  const { user, json } = baseJSON(instance, session);
  const token = isActive(instance, session)
    ? { ...tokenJSON(await mintSessionToken(instance, session, origin)), id: '' }
    : null;
  const withToken: Nullable<SessionJSON, 'last_active_token'> = {
    ...json,
    user: userJSON(instance, user),
    last_active_token: token,
  };
  return withToken as SessionJSON;
}

/** `session` as the list of a user's devices shows it: no user, no token. */
export function sessionWithActivitiesJSON(
  instance: Instance,
  session: Session,
): SessionWithActivitiesJSON {
  const { json } = baseJSON(instance, session);
  const agent = session.userAgent ?? '';
  const withActivity: Nullable<SessionWithActivitiesJSON, 'last_active_token'> = {
    ...json,
    user: null,
    last_active_token: null,
    latest_activity: {
      object: 'session_activity',
      id: `sessact_${session.id}`,
      browser_name: /Chrome|Chromium/.test(agent) ? 'Chrome' : 'Unknown browser',
      browser_version: /Chrome\/(\d+)/.exec(agent)?.[1] ?? '',
      device_type: /\(([^;)]+)/.exec(agent)?.[1] ?? '',
      ip_address: '127.0.0.1',
      city: '',
      country: '',
      is_mobile: false,
    },
  };
  return withActivity as SessionWithActivitiesJSON;
}
