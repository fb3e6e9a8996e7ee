import { SLUG } from '../config/brand';
import { t } from '../i18n/t';

/** What the badge says. */
export type BadgeText = {
  title: string;
  detail: string;
  /** Whether a press can change anything. */
  pressable: boolean;
};

/**
 * Puts a badge into the corner of the page, in a closed shadow root, which the page's scripts cannot
 * look into. That is a courtesy, not a wall: what is painted on a page is in the page's process. So
 * nothing is shown that the site may not know, and no image, whose request the page could see.
 *
 * @param onPress called for a person's press only, never for one a script made up.
 */
export function createBadge(onPress: () => void): { say(text: BadgeText): void } {
  const host = document.createElement(`${SLUG}-badge`);
  // The page around it may be in another language, which `all: initial` does not change.
  host.lang = t('languageTag');
  host.style.cssText =
    'all: initial; position: fixed; inset: auto 16px 16px auto; z-index: 2147483647;';
  const root = host.attachShadow({ mode: 'closed' });
  const button = document.createElement('button');
  button.type = 'button';
  button.dir = 'auto';
  button.style.cssText =
    'all: initial; cursor: pointer; max-width: 280px; padding: 8px 12px; border-radius: 10px; ' +
    'background: #1b1b22; color: #f6f6f9; font: 13px/1.4 system-ui, sans-serif; ' +
    // An edge on a dark page, and where the system forces its colours, which take shadow and background away.
    'border: 1px solid rgb(255 255 255 / 20%); box-shadow: 0 2px 12px rgb(0 0 0 / 30%);';
  const title = document.createElement('strong');
  title.style.cssText = 'display: block;';
  const detail = document.createElement('span');
  // Around the button: what is in one is its name, and has no role of its own.
  const status = document.createElement('div');
  status.role = 'status';
  const focusRing = document.createElement('style');
  focusRing.textContent = 'button:focus-visible { outline: 2px solid #8b7cff !important; }';
  button.append(title, detail);
  status.append(button);
  root.append(focusRing, status);
  button.addEventListener('click', (event) => {
    if (event.isTrusted && button.ariaDisabled !== 'true') onPress();
  });
  document.documentElement.append(host);
  return {
    say(text) {
      title.textContent = text.title;
      detail.textContent = text.detail;
      button.ariaDisabled = String(!text.pressable);
    },
  };
}
