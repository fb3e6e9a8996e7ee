import type { ReactNode } from 'react';
import { env } from '../config/env';
import './developer-note.css';

/**
 * Technical detail, folded away, for those who build the extension. It is in builds for a development
 * instance of Clerk only; nobody else ever sees it.
 */
export function DeveloperNote({ title, children }: { title: string; children: ReactNode }) {
  if (env.mode !== 'development') return null;
  return (
    <details className="developer-note">
      <summary>{title}</summary>
      <div className="developer-note-text">{children}</div>
    </details>
  );
}
