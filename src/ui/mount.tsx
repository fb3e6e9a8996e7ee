import { Component, type ComponentType, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { t } from '../i18n/t';
import { ErrorNotice } from './error-notice';
// #region feature: languages
import { followLanguage, languageStore } from './language';
// #endregion feature: languages
import { followTheme, themeStore } from './theme';
import { sessionFeed } from './use-session';
import './base.css';

/**
 * Renders a page into its `#root`, inside an error boundary. Called once, by the page's main.tsx.
 *
 * @param title the document's, in the language of the page. Default: as the HTML has it, a name, which is
 * the same in all.
 */
export function mount(Page: ComponentType, title?: () => string): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  // Every page shows the session, so it is requested from the worker while React renders the page.
  sessionFeed.subscribe(() => {});
  followTheme(themeStore(), document.documentElement);
  // Cleared by the options page, which forgets everything: what is in this page's memory goes, too.
  window.addEventListener('storage', ({ key }) => {
    if (key === null) location.reload();
  });
  const reactRoot = createRoot(root);
  const render = () => {
    if (title) document.title = title();
    reactRoot.render(
      <StrictMode>
        <ErrorBoundary>
          <Page />
        </ErrorBoundary>
      </StrictMode>,
    );
  };
  // #region feature: languages
  if (followLanguage(languageStore(), document.documentElement, render) === 'loading') return;
  // #endregion feature: languages
  render();
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
            title: t('crashTitle'),
            advice: t('crashAdvice'),
            action: 'reload-page',
          }}
        />
      </main>
    );
  }
}
