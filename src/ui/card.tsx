import { type ReactNode, useId } from 'react';
import './card.css';

/** A titled region of a page. */
export function Card({
  title,
  aside,
  children,
}: {
  title: string;
  /** Shown at the end of the title's line. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <header className="card-header">
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

// #region feature: demo
/** One line of a list of facts (`<dl className="facts">`). `mono` for what is not prose, such as IDs. */
export function Fact({
  name,
  value,
  mono = false,
}: {
  name: string;
  value: string;
  mono?: boolean;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{mono ? <code>{value}</code> : value}</dd>
    </div>
  );
}
// #endregion feature: demo
