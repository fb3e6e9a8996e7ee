import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from './error-boundary';
import { sessionStore } from './use-session';
import './base.css';

/** Renders a page into its `#root`, inside an error boundary. Called once, by the page's main.tsx. */
export function mount(page: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  // Every page shows the session: the worker is asked for it while React makes the page.
  sessionStore.subscribe(() => {});
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>{page}</ErrorBoundary>
    </StrictMode>,
  );
}
