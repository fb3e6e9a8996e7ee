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
