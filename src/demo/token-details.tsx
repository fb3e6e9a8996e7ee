import { useId } from 'react';
import type { AccessToken } from '../auth/access-token';
import { decodeJwt } from '../auth/jwt';
import { CopyButton } from '../ui/copy-button';
import { describeClaim } from './describe-claim';
import { truncateToken } from './format';
import { TokenLifetime } from './token-lifetime';
import './token-details.css';

/** A token taken apart: the text itself, how long it lives, its header and its claims. */
export function TokenDetails({ token }: { token: AccessToken }) {
  const decoded = decodeJwt(token.jwt);
  return (
    <div className="token-details">
      <div className="token-line">
        <code className="token-text">{truncateToken(token.jwt)}</code>
        <CopyButton text={token.jwt} label="Copy token" />
      </div>
      <TokenLifetime token={token} claims={decoded?.claims} />
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

/** One part of a JWT as a table: the name, the value as JSON, and what it means where that is known. */
function ClaimsTable({ title, values }: { title: string; values: Record<string, unknown> }) {
  const id = useId();
  return (
    <div className="claims">
      <h3 id={id}>{title}</h3>
      <table aria-labelledby={id}>
        <tbody>
          {Object.entries(values).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>
                <div className="claim">
                  <code>{JSON.stringify(value)}</code>
                  <span className="claim-note">{describeClaim(name, value)}</span>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
