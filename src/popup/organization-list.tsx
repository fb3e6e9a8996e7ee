import type { SessionSnapshot } from '../auth/session-snapshot';
import { t } from '../i18n/t';
import { client } from '../ui/client';
import { displayName } from '../ui/display-name';
import { useAction } from '../ui/use-action';
import { Choice, ChoiceList } from './choice-list';

type SignedIn = Extract<SessionSnapshot, { status: 'signed-in' }>;

/**
 * Whom the person acts for, and a press away from acting for another: their personal account, named,
 * and each organisation. Nothing for somebody who is in none.
 */
export function OrganizationList({ session }: { session: SignedIn }) {
  const activeId = session.organization?.id ?? null;
  const { run, busy, error } = useAction(
    (signal, organizationId: string | null) =>
      client.call('auth.setActiveOrganization', { organizationId }, { signal }),
    activeId,
  );
  if (session.memberships.length === 0) return null;
  return (
    <ChoiceList
      label={t('organization')}
      heading={t('organizationsActingFor')}
      busy={busy}
      error={error}
    >
      {session.personalAccount && (
        <Choice
          name={displayName(session.user)}
          note={t('organizationsPersonal')}
          imageUrl={session.user.imageUrl}
          shape="round"
          active={activeId === null}
          onChoose={() => run(null)}
        />
      )}
      {session.memberships.map(({ id, name, imageUrl }) => (
        <Choice
          key={id}
          name={name}
          imageUrl={imageUrl}
          shape="square"
          active={activeId === id}
          onChoose={() => run(id)}
        />
      ))}
    </ChoiceList>
  );
}
