import { type ReactNode, useId } from 'react';
import type { SnapshotOrganization } from '../auth/session-snapshot';
import { t } from '../i18n/t';
import { Button } from '../ui/button';
import type { TokenOptionsState } from './token-request';
import '../ui/field-control.css';
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
        {t('demoGetToken')}
      </Button>
      <details>
        <summary>{t('demoOptions')}</summary>
        <div className="token-fields">
          <Field label={t('demoTemplate')} hint={t('demoTemplateHint')}>
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
          <Field label={t('organization')} hint={t('demoOrganizationHint')}>
            {(field) => (
              <select
                {...field}
                value={options.nameOrganization && organization ? organization.id : ''}
                onChange={(event) => set({ nameOrganization: event.target.value !== '' })}
              >
                <option value="">{t('demoOrganizationActive')}</option>
                {organization && <option value={organization.id}>{organization.name}</option>}
              </select>
            )}
          </Field>
          <Field label={t('demoMinTtl')} hint={t('demoMinTtlHint')}>
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
            <label htmlFor={freshId}>{t('demoFresh')}</label>
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
