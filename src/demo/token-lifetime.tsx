import { useEffect, useState } from 'react';
import type { AccessToken } from '../auth/access-token';
import { t } from '../i18n/t';
import { Badge } from '../ui/badge';
import { remaining } from './format';
import './token-lifetime.css';

/** Where a token came from, and a live countdown to its expiry. */
export function TokenLifetime({
  token,
  claims,
}: {
  token: AccessToken;
  claims: Record<string, unknown> | undefined;
}) {
  const now = useNow(Date.now() < token.expiresAt);
  const { text, expired, share } = remaining(token.expiresAt, now, lifetimeOf(claims));
  return (
    <div className="token-lifetime">
      <div className="token-badges">
        <Badge tone={token.source === 'vault' ? 'accent' : 'neutral'}>
          {t(token.source === 'vault' ? 'demoFromCache' : 'demoFromClerk')}
        </Badge>
        {token.template && <Badge>{t('demoTemplateNamed', { name: token.template })}</Badge>}
        <span role="timer" className={expired ? 'token-expired' : undefined}>
          {expired ? t('demoExpired') : t('demoExpiresIn', { time: text })}
        </span>
      </div>
      <div className="token-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${share})` }} />
      </div>
    </div>
  );
}

/** A token's whole lifetime in milliseconds; a minute, as of session tokens, if it does not say. */
function lifetimeOf(claims: Record<string, unknown> | undefined): number {
  const { iat, exp } = claims ?? {};
  return typeof iat === 'number' && typeof exp === 'number' && exp > iat
    ? (exp - iat) * 1000
    : 60_000;
}

/** The time in epoch milliseconds, updated four times a second while `running`. */
function useNow(running: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
