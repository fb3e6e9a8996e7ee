import { useClerk, useUser } from '@clerk/chrome-extension';
import { useEffect, useState } from 'react';
import { formatLocale, t, tCount } from '../i18n/t';
import { ChevronIcon } from '../ui/icons';
import './account-overview.css';

type ClerkUser = NonNullable<ReturnType<typeof useUser>['user']>;

/** How somebody signs in, what is connected and where, each a press away from Clerk's own page for it. */
export function AccountOverview() {
  const { user } = useUser();
  const clerk = useClerk();
  const devices = useDeviceCount(user);
  // While Clerk cannot be reached the SDK makes up a user who has an ID and nothing else.
  if (!user?.createdAt) return null;
  const openAccount = () => clerk.openUserProfile();
  const openSecurity = () => clerk.openUserProfile({ __experimental_startPath: '/security' });
  return (
    <section className="account-overview" aria-label={t('overviewLabel')}>
      <Row name={t('overviewSignIn')} value={signInMethods(user)} onOpen={openSecurity} />
      <Row name={t('overviewConnected')} value={connectedAccounts(user)} onOpen={openAccount} />
      <Row name={t('overviewDevices')} value={devicesText(devices)} onOpen={openSecurity} />
    </section>
  );
}

function Row({ name, value, onOpen }: { name: string; value: string; onOpen: () => void }) {
  return (
    <button type="button" className="account-overview-row" onClick={onOpen}>
      <span>{name}</span>
      <span className="muted">{value}</span>
      <ChevronIcon />
    </button>
  );
}

function signInMethods(user: ClerkUser): string {
  const methods = [
    user.passwordEnabled && t('overviewPassword'),
    user.passkeys.length > 0 && t('overviewPasskey'),
    user.twoFactorEnabled && t('overviewTwoSteps'),
  ].filter((method) => method !== false);
  return methods.length > 0 ? listed(methods) : t('overviewByCode');
}

function connectedAccounts(user: ClerkUser): string {
  const providers = new Set(user.externalAccounts.map((account) => account.providerTitle()));
  return providers.size > 0 ? listed([...providers]) : t('overviewNone');
}

function devicesText(count: number | null): string {
  if (count === null) return '';
  return count === 1 ? t('overviewThisDevice') : tCount('overviewDevices', count);
}

/** Several things in a row, with the commas of the language. */
function listed(things: string[]): string {
  return new Intl.ListFormat(formatLocale(), { type: 'unit' }).format(things);
}

/** How many devices the person is signed in on. `null` until Clerk has answered, or if it does not. */
function useDeviceCount(user: ClerkUser | null | undefined): number | null {
  const [count, setCount] = useState<number | null>(null);
  useEffect(() => {
    if (!user) return;
    let stopped = false;
    const read = () => {
      user.getSessions().then(
        (sessions) => {
          if (!stopped) setCount(sessions.filter(({ status }) => status === 'active').length);
        },
        () => {
          // The row then names no number, and Clerk's own page says what is wrong.
        },
      );
    };
    read();
    // The SDK answers from memory after the first request, and marks there what its own page signs
    // out. Focus comes back here when that page closes.
    document.addEventListener('focusin', read);
    return () => {
      stopped = true;
      document.removeEventListener('focusin', read);
    };
  }, [user]);
  return count;
}
