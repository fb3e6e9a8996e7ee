/**
 * What the panel was asked to show. Kept in the URL, so a reload keeps it. `home`: the account, or
 * the sign-in when there is none.
 */
export type PanelView = 'home' | 'sign-in' | 'sign-up';

const PANEL_URL = `${location.origin}${location.pathname}`;

/**
 * Where Clerk's components are told to go: this panel, for every purpose. What Clerk is not told it
 * takes from the application's settings, which are URLs of a web app, and the panel would leave for
 * them.
 */
export const PANEL_URLS: Record<PanelView, string> = {
  home: PANEL_URL,
  'sign-in': `${PANEL_URL}?view=sign-in`,
  'sign-up': `${PANEL_URL}?view=sign-up`,
};

const listeners = new Set<() => void>();
let visits = 0;
addEventListener('popstate', () => {
  for (const notify of listeners) notify();
});

/** The view that the URL names. */
export function panelView(): PanelView {
  const view = new URLSearchParams(location.search).get('view');
  return view === 'sign-in' || view === 'sign-up' ? view : 'home';
}

/** How often Clerk has gone to the start of a view, of the same one too. */
export function panelVisits(): number {
  return visits;
}

/** Whether Clerk's component is at the step that sets up a second factor, or shows the backup codes after it. */
export function isAtSecondFactorSetup(): boolean {
  return location.hash.startsWith('#/tasks/setup-mfa');
}

/** Calls back when any of these may have changed. */
export function subscribeToPanelView(onChange: () => void): () => void {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
}

/**
 * Goes where Clerk wants to go, within this document: the page is never loaded anew and never left,
 * whatever the path.
 *
 * @param to a URL of the extension, absolute or not.
 */
export function navigatePanel(to: string, how: 'push' | 'replace' = 'push'): void {
  const { search, hash } = new URL(to, location.href);
  const url = `${location.pathname}${search}${hash}`;
  if (search === location.search && hash !== '') {
    // With a `hashchange`, by which Clerk's component learns where it is: what changes while it waits for
    // this function, it overlooks.
    if (how === 'push') location.assign(url);
    else location.replace(url);
  } else {
    if (how === 'push') history.pushState(null, '', url);
    else history.replaceState(null, '', url);
  }
  if (hash === '') visits += 1;
  for (const notify of listeners) notify();
}
