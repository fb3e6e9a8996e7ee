import { Component, type ReactNode } from 'react';
import { ErrorNotice } from './error-notice';

/** Shows a way out where a page would otherwise turn blank. React prints the error itself. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
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
