import { type PlainKey, t } from '../i18n/t';
import { THEMES, type Theme, themeStore, useTheme } from '../ui/theme';

const NAMES = {
  system: 'optionsThemeSystem',
  light: 'optionsThemeLight',
  dark: 'optionsThemeDark',
} as const satisfies Record<Theme, PlainKey>;

/** Light or dark pages, or whichever the system prefers. */
export function ThemeChoice() {
  const chosen = useTheme();
  return (
    <fieldset className="theme-choice">
      <legend className="visually-hidden">{t('optionsTheme')}</legend>
      {THEMES.map((theme) => (
        <label key={theme} className="theme-option">
          <input
            type="radio"
            name="theme"
            checked={theme === chosen}
            onChange={() => themeStore().choose(theme)}
          />
          <span className={`theme-preview theme-preview-${theme}`} aria-hidden="true" />
          {t(NAMES[theme])}
        </label>
      ))}
    </fieldset>
  );
}
