import type { SessionSnapshot } from '../auth/session-snapshot';
import { t } from '../i18n/t';
import { client } from '../ui/client';
import { displayName } from '../ui/display-name';
import { useAction } from '../ui/use-action';
import { Choice, ChoiceList } from './choice-list';

/**
 * The accounts that are signed in in this browser, and a press away from acting for another. Nothing
 * while there is one, unless to say why the other could not be had.
 */
export function AccountList({
  session: { sessionId: activeId, accounts },
}: {
  session: Extract<SessionSnapshot, { status: 'signed-in' | 'pending' }>;
}) {
  const { run, busy, error } = useAction(
    (signal, sessionId: string) => client.call('auth.setActiveSession', { sessionId }, { signal }),
    activeId,
  );
  if (accounts.length < 2 && !error) return null;
  return (
    <ChoiceList heading={t('accounts')} busy={busy} error={error}>
      {accounts.map(({ sessionId, user }) => {
        const name = displayName(user);
        return (
          <Choice
            key={sessionId}
            name={name}
            detail={user.email === name ? null : user.email}
            imageUrl={user.imageUrl}
            shape="round"
            active={sessionId === activeId}
            onChoose={() => run(sessionId)}
          />
        );
      })}
    </ChoiceList>
  );
}
