import type { SessionSnapshot } from '../../auth/session-snapshot';
import { NAME } from '../../config/brand';

type BadgeStyle = {
  /** On the toolbar button; at most four characters fit. */
  text: string;
  color: string;
  /** The message that says the same in words, in `public/_locales`; the name alone needs none. */
  title: string | null;
};

/** Signed in is the normal case, and has no badge. */
const STYLES: Record<SessionSnapshot['status'], BadgeStyle> = {
  'signed-in': { text: '', color: '#57606a', title: null },
  'signed-out': { text: '○', color: '#57606a', title: 'actionTitleSignedOut' },
  pending: { text: '1', color: '#9a6700', title: 'actionTitlePending' },
  unavailable: { text: '!', color: '#b42318', title: 'actionTitleUnavailable' },
};

/** The part of `chrome` used here, so that a test can stand in for it. */
export type BadgeApi = {
  action: Pick<
    typeof chrome.action,
    'setBadgeText' | 'setBadgeBackgroundColor' | 'setBadgeTextColor' | 'setTitle'
  >;
  i18n: Pick<typeof chrome.i18n, 'getMessage'>;
};

/**
 * Shows on the toolbar button whether somebody is signed in. Chrome keeps a badge when the worker
 * stops and drops it when the browser closes; after that there is none until the next snapshot.
 *
 * @returns the function to call with each snapshot.
 */
export function createActionBadge(
  api: BadgeApi,
  onError: (error: unknown) => void,
): (snapshot: SessionSnapshot) => void {
  let shown: SessionSnapshot['status'] | undefined;
  return ({ status }) => {
    if (status === shown) return;
    shown = status;
    const { text, color, title } = STYLES[status];
    // Named here and not earlier: Chrome makes an API when it is first named, a millisecond of a cold start.
    const { action, i18n } = api;
    Promise.all([
      action.setBadgeText({ text }),
      action.setBadgeBackgroundColor({ color }),
      action.setBadgeTextColor({ color: '#ffffff' }),
      action.setTitle({ title: title === null ? NAME : i18n.getMessage(title, NAME) }),
    ]).catch(onError);
  };
}
