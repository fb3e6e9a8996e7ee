import { type ReactNode, useId } from 'react';
import './field.css';

/** A labelled control with a hint. The control is given what ties it to both. */
export function Field({
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
