import type { SessionSnapshot } from '../../auth/session-snapshot';
import { NAME } from '../../config/brand';
// #region feature: languages
import { type ChosenWordsApi, chosenWords, onLanguageChosen } from './chosen-words';

// #endregion feature: languages

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
    'getBadgeText' | 'setBadgeText' | 'setBadgeBackgroundColor' | 'setBadgeTextColor' | 'setTitle'
  >;
  i18n: Pick<typeof chrome.i18n, 'getMessage'>;
  // #region feature: languages
  runtime: ChosenWordsApi['runtime'];
  storage: ChosenWordsApi['storage'];
  // #endregion feature: languages
};

/**
 * Shows on the toolbar button whether somebody is signed in. Chrome keeps a badge when the worker
 * stops and drops it when the browser closes; after that there is none until the next snapshot.
 * Called in the worker's first turn.
 *
 * @returns the function to call with each snapshot.
 */
export function createActionBadge(
  api: BadgeApi,
  onError: (error: unknown) => void,
): (snapshot: SessionSnapshot) => void {
  let shown: SessionSnapshot['status'] | undefined;
  let titles = 0;

  async function setTitle(given: string | null | Promise<string | null>): Promise<void> {
    titles += 1;
    const own = titles;
    const message = await given;
    const title = message === null ? NAME : await inWords(message);
    // The words of an earlier title may come later.
    if (own === titles) await api.action.setTitle({ title });
  }

  async function inWords(message: string): Promise<string> {
    // #region feature: languages
    const chosen = (await chosenWords(api))?.[message];
    if (chosen) return chosen.message.replace('$NAME$', () => NAME);
    // #endregion feature: languages
    return api.i18n.getMessage(message, NAME);
  }

  // #region feature: languages
  /** The message of the badge that Chrome shows. An earlier life of the worker may have set it. */
  async function shownTitle(): Promise<string | null> {
    const badge = await api.action.getBadgeText({});
    return Object.values(STYLES).find(({ text }) => text === badge)?.title ?? null;
  }

  onLanguageChosen(api, () => void setTitle(shownTitle()).catch(onError));
  // #endregion feature: languages

  return ({ status }) => {
    if (status === shown) return;
    shown = status;
    const { text, color, title } = STYLES[status];
    // Named here and not earlier: Chrome makes an API when it is first named, a millisecond of a cold start.
    const { action } = api;
    Promise.all([
      action.setBadgeText({ text }),
      action.setBadgeBackgroundColor({ color }),
      action.setBadgeTextColor({ color: '#ffffff' }),
      setTitle(title),
    ]).catch(onError);
  };
}
