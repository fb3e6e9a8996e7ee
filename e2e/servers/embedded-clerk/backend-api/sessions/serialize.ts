import type { Instance } from '../../instance';
import { isActive } from '../../sessions/sessions';
import { isPending } from '../../sessions/tasks';
import type { Session } from '../../store/client-model';

/** `session` as the application sees it: by whom and where, without a token. */
export function sessionJSON(instance: Instance, session: Session) {
  const pending = isActive(instance, session) && isPending(instance, session);
  return {
    object: 'session',
    id: session.id,
    client_id: session.clientId,
    user_id: session.userId,
    status: pending ? 'pending' : session.status,
    last_active_organization_id: session.organizationId,
    actor: session.actor,
    last_active_at: session.lastActiveAt,
    expire_at: session.expireAt,
    abandon_at: session.abandonAt,
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  };
}
