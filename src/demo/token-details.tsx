import type { AccessToken } from '../auth/access-token';
import { Badge } from '../ui/badge';
import { ClaimsTable } from './claims-table';
import { CopyButton } from './copy-button';
import { decodeJwt } from './decode-jwt';
import { remaining } from './remaining';
import { truncateToken } from './truncate-token';
import { useNow } from './use-now';

/** A token taken apart: the text itself, how long it lives, its header and its claims. */
export function TokenDetails({ token }: { token: AccessToken }) {
  const decoded = decodeJwt(token.jwt);
  return (
    <div className="token-details">
      <div className="token-line">
        <code className="token-text">{truncateToken(token.jwt)}</code>
        <CopyButton text={token.jwt} label="Copy token" />
      </div>
      <Lifetime token={token} lifetimeMs={lifetimeOf(decoded?.claims)} />
      <details className="token-full">
        <summary>Show full token</summary>
        <textarea aria-label="Full token" readOnly rows={6} spellCheck={false} value={token.jwt} />
      </details>
      {decoded ? (
        <>
          <ClaimsTable title="Header" values={decoded.header} />
          <ClaimsTable title="Claims" values={decoded.claims} />
          <p className="muted token-caveat">
            Decoded here to be read, not verified. Your backend verifies.
          </p>
        </>
      ) : (
        <p className="muted">This token is not a JWT that can be read here.</p>
      )}
    </div>
  );
}

function Lifetime({ token, lifetimeMs }: { token: AccessToken; lifetimeMs: number }) {
  const now = useNow(Date.now() < token.expiresAt);
  const { text, expired, share } = remaining(token.expiresAt, now, lifetimeMs);
  return (
    <div className="token-lifetime">
      <div className="token-badges">
        <Badge tone={token.source === 'vault' ? 'accent' : 'neutral'}>
          {token.source === 'vault' ? 'From cache' : 'From Clerk'}
        </Badge>
        {token.template && <Badge>Template {token.template}</Badge>}
        <span role="timer" className={expired ? 'token-expired' : undefined}>
          {expired ? 'Expired' : `Expires in ${text}`}
        </span>
      </div>
      <div className="token-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${share})` }} />
      </div>
    </div>
  );
}

/** What the token says it lives, in milliseconds; a minute, as session tokens do, if it does not. */
function lifetimeOf(claims: Record<string, unknown> | undefined): number {
  const { iat, exp } = claims ?? {};
  return typeof iat === 'number' && typeof exp === 'number' && exp > iat
    ? (exp - iat) * 1000
    : 60_000;
}
