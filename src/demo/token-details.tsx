import { useId } from 'react';
import type { AccessToken } from '../auth/access-token';
import { decodeJwt } from '../auth/jwt';
import { t } from '../i18n/t';
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
        <CopyButton text={token.jwt} label={t('demoCopyToken')} />
      </div>
      <TokenLifetime token={token} claims={decoded?.claims} />
      <details className="token-full">
        <summary>{t('demoShowToken')}</summary>
        <textarea
          aria-label={t('demoFullToken')}
          readOnly
          rows={6}
          spellCheck={false}
          value={token.jwt}
        />
      </details>
      {decoded ? (
        <>
          <ClaimsTable title={t('demoHeader')} values={decoded.header} />
          <ClaimsTable title={t('demoClaims')} values={decoded.claims} />
          <p className="muted token-caveat">{t('demoNotVerified')}</p>
        </>
      ) : (
        <p className="muted">{t('demoNotJwt')}</p>
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
