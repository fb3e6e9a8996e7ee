import { useId } from 'react';
import { describeClaim } from './describe-claim';

/** One part of a JWT as a table: the name, the value as JSON, and what it means where that is known. */
export function ClaimsTable({ title, values }: { title: string; values: Record<string, unknown> }) {
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
