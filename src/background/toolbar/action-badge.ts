import type { SessionSnapshot } from '../../auth/session-snapshot';

type Look = {
  /** On the toolbar button; at most four characters fit. */
  text: string;
  color: string;
  /** The message that says the same in words, in `public/_locales`. */
  title: string;
};

/** Nobody needs to be told that all is well. */
const LOOKS: Record<SessionSnapshot['status'], Look> = {
  'signed-in': { text: '', color: '#57606a', title: 'actionTitle' },
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
 * Keeps the toolbar button telling whether somebody is signed in. Chrome keeps what was set when the
 * worker dies, and forgets it when the browser ends: until the worker next knows, nothing is shown.
 *
 * @returns to be called with each snapshot; it asks nobody anything.
 */
export function createActionBadge(
  api: BadgeApi,
  onError: (error: unknown) => void,
): (snapshot: SessionSnapshot) => void {
  let shown: SessionSnapshot['status'] | undefined;
  return ({ status }) => {
    if (status === shown) return;
    shown = status;
    const { text, color, title } = LOOKS[status];
    // Not before: Chrome makes an API when it is first named, which takes a millisecond of a cold start.
    const { action, i18n } = api;
    Promise.all([
      action.setBadgeText({ text }),
      action.setBadgeBackgroundColor({ color }),
      action.setBadgeTextColor({ color: '#ffffff' }),
      action.setTitle({ title: i18n.getMessage(title) }),
    ]).catch(onError);
  };
}
