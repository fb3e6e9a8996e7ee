import { type ReactNode, useId } from 'react';
import type { SnapshotOrganization } from '../auth/session-snapshot';
import { Button } from '../ui/button';
import type { TokenOptionsState } from './token-request';
import './token-options.css';

/** What to request, all of it optional, and the button that does. */
export function TokenOptions({
  options,
  onChange,
  organization,
  busy,
  onSubmit,
}: {
  options: TokenOptionsState;
  onChange: (options: TokenOptionsState) => void;
  organization: SnapshotOrganization | null;
  busy: boolean;
  onSubmit: () => void;
}) {
  const freshId = useId();
  const set = (change: Partial<TokenOptionsState>) => onChange({ ...options, ...change });
  return (
    <form
      className="token-options"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit();
      }}
    >
      <Button variant="primary" type="submit" busy={busy}>
        Get token from service worker
      </Button>
      <details>
        <summary>Options</summary>
        <div className="token-fields">
          <Field
            label="Template"
            hint="A JWT template of your dashboard; empty for the session token."
          >
            {(field) => (
              <input
                {...field}
                value={options.template}
                onChange={(event) => set({ template: event.target.value })}
                maxLength={128}
                autoComplete="off"
                spellCheck={false}
              />
            )}
          </Field>
          <Field label="Organisation" hint="Minted for this one, whichever is active.">
            {(field) => (
              <select
                {...field}
                value={options.nameOrganization && organization ? organization.id : ''}
                onChange={(event) => set({ nameOrganization: event.target.value !== '' })}
              >
                <option value="">Whichever is active</option>
                {organization && <option value={organization.id}>{organization.name}</option>}
              </select>
            )}
          </Field>
          <Field label="Minimum lifetime" hint="In seconds, up to 50. A session token lives 60.">
            {(field) => (
              <input
                {...field}
                type="number"
                min={0}
                max={50}
                step={1}
                placeholder="10"
                value={options.minTtlSeconds}
                onChange={(event) => set({ minTtlSeconds: event.target.value })}
              />
            )}
          </Field>
          <div className="token-fresh">
            <input
              id={freshId}
              type="checkbox"
              checked={options.fresh}
              onChange={(event) => set({ fresh: event.target.checked })}
            />
            <label htmlFor={freshId}>Always mint a new token</label>
          </div>
        </div>
      </details>
    </form>
  );
}

/** A labelled control with a hint. The control receives the props that tie it to both. */
function Field({
  label,
  hint,
  children,
}: {
  label: string;
  hint: string;
  children: (props: { id: string; className: string; 'aria-describedby': string }) => ReactNode;
}) {
  const id = useId();
  const hintId = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, className: 'field-control', 'aria-describedby': hintId })}
      <p id={hintId} className="field-hint">
        {hint}
      </p>
    </div>
  );
}
