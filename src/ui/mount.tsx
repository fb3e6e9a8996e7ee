import { Component, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ErrorNotice } from './error-notice';
import { followTheme, themeStore } from './theme';
import { sessionFeed } from './use-session';
import './base.css';

/** Renders a page into its `#root`, inside an error boundary. Called once, by the page's main.tsx. */
export function mount(page: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  // Every page shows the session, so it is requested from the worker while React renders the page.
  sessionFeed.subscribe(() => {});
  followTheme(themeStore(), document.documentElement);
  // Cleared by the options page, which forgets everything: what is in this page's memory goes, too.
  window.addEventListener('storage', ({ key }) => {
    if (key === null) location.reload();
  });
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>{page}</ErrorBoundary>
    </StrictMode>,
  );
}

/** Shows a way out where a page would otherwise turn blank. React prints the error itself. */
class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="error-boundary">
        <h1 className="visually-hidden">{document.title}</h1>
        <ErrorNotice
          copy={{
            title: 'This page ran into a problem',
            advice: 'Reload it to go on. Your sign-in is not affected.',
            action: 'reload-page',
          }}
        />
      </main>
    );
  }
}
