import type { SessionSnapshot } from '../auth/session-snapshot';
import { Fact } from '../ui/card';
import type { CallError } from '../ui/client';
import { CallErrorNotice } from '../ui/error-notice';
import { Skeleton } from '../ui/skeleton';
import { UnavailableNotice } from '../ui/unavailable-notice';
import { UserSummary } from '../ui/user-summary';

/** The snapshot that every page of the extension has, in full. */
export function SessionDetails({
  snapshot,
  error,
}: {
  snapshot: SessionSnapshot | undefined;
  error: CallError | undefined;
}) {
  if (error) return <CallErrorNotice error={error} onRetry={() => location.reload()} />;
  if (!snapshot) return <Skeleton label="Asking who is signed in" lines={3} />;
  switch (snapshot.status) {
    case 'signed-out':
      return (
        <p className="muted">
          Nobody is signed in. Open the side panel and sign in; this page follows by itself.
        </p>
      );
    case 'unavailable':
      return <UnavailableNotice reason={snapshot.reason} cause={snapshot.cause} />;
    case 'pending':
      return (
        <div className="stack">
          <UserSummary user={snapshot.user} />
          <p className="muted">
            One step of signing in is left. Open the side panel to finish it; until then there are
            no tokens.
          </p>
        </div>
      );
    case 'signed-in':
      return (
        <div className="stack">
          <UserSummary user={snapshot.user} organization={snapshot.organization} />
          <dl className="facts">
            <Fact name="Session" value={snapshot.sessionId} mono />
            <Fact name="Ends" value={new Date(snapshot.sessionExpiresAt).toLocaleString()} />
            {snapshot.organization && (
              <>
                <Fact name="Role" value={snapshot.organization.role} mono />
                <Fact name="Permissions" value={String(snapshot.organization.permissions.length)} />
              </>
            )}
          </dl>
        </div>
      );
  }
}
