import type { SessionSnapshot } from '../auth/session-snapshot';
import { t } from '../i18n/t';
import { Avatar } from '../ui/avatar';
import { client } from '../ui/client';
import { displayName } from '../ui/display-name';
import { CallErrorNotice } from '../ui/error-notice';
import { CheckIcon } from '../ui/icons';
import { useAction } from '../ui/use-action';
import './organization-list.css';

type SignedIn = Extract<SessionSnapshot, { status: 'signed-in' }>;

/**
 * Whom the person acts for, and a press away from acting for another: their personal account, named,
 * and each organisation. Nothing for somebody who is in none.
 */
export function OrganizationList({ session }: { session: SignedIn }) {
  const { run, busy, error } = useAction((signal, organizationId: string | null) =>
    client.call('auth.setActiveOrganization', { organizationId }, { signal }),
  );
  if (session.memberships.length === 0) return null;
  const activeId = session.organization?.id ?? null;
  return (
    <section className="organization-list" aria-label={t('organization')}>
      <h2>{t('organizationsActingFor')}</h2>
      <ul aria-busy={busy}>
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
      </ul>
      {error && <CallErrorNotice error={error} />}
    </section>
  );
}

function Choice({
  name,
  note,
  imageUrl,
  shape,
  active,
  onChoose,
}: {
  name: string;
  note?: string;
  imageUrl: string | null;
  shape: 'round' | 'square';
  active: boolean;
  onChoose: () => void;
}) {
  return (
    <li>
      <button
        type="button"
        className="organization-choice"
        aria-current={active}
        onClick={active ? undefined : onChoose}
      >
        <Avatar imageUrl={imageUrl} name={name} size="small" shape={shape} />
        <span className="organization-choice-name">
          {name}
          {note && <span className="muted"> {note}</span>}
        </span>
        {active && <CheckIcon />}
      </button>
    </li>
  );
}
