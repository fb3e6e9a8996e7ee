import type { SessionSnapshot } from '../auth/session-snapshot';
import { formatLocale, t } from '../i18n/t';
import type { CallError } from '../ui/client';
import { CallErrorNotice } from '../ui/error-notice';
import { Skeleton } from '../ui/skeleton';
import { UnavailableNotice } from '../ui/unavailable-notice';
import { UserSummary } from '../ui/user-summary';
import { Fact } from './fact';

/** The snapshot that every page of the extension has, in full. */
export function SessionDetails({
  snapshot,
  error,
}: {
  snapshot: SessionSnapshot | undefined;
  error: CallError | undefined;
}) {
  if (error) return <CallErrorNotice error={error} onRetry={() => location.reload()} />;
  if (!snapshot) return <Skeleton label={t('askingWho')} lines={3} />;
  switch (snapshot.status) {
    case 'signed-out':
      return <p className="muted">{t('demoSignedOut')}</p>;
    case 'unavailable':
      return <UnavailableNotice reason={snapshot.reason} cause={snapshot.cause} />;
    case 'pending':
      return (
        <div className="stack">
          <UserSummary user={snapshot.user} />
          <p className="muted">{t('demoPending')}</p>
        </div>
      );
    case 'signed-in':
      return (
        <div className="stack">
          <UserSummary user={snapshot.user} organization={snapshot.organization} />
          <dl className="facts">
            <Fact name={t('demoSession')} value={snapshot.sessionId} mono />
            <Fact
              name={t('demoEnds')}
              value={new Date(snapshot.sessionExpiresAt).toLocaleString(formatLocale())}
            />
            {snapshot.organization && (
              <>
                <Fact name={t('demoRole')} value={snapshot.organization.role} mono />
                <Fact
                  name={t('demoPermissions')}
                  value={snapshot.organization.permissions.length.toLocaleString(formatLocale())}
                />
              </>
            )}
          </dl>
        </div>
      );
  }
}
