import { THEMES, type Theme, themeStore, useTheme } from '../ui/theme';

const NAMES = { system: 'System', light: 'Light', dark: 'Dark' } satisfies Record<Theme, string>;

/** Light or dark pages, or whichever the system prefers. */
export function ThemeChoice() {
  const chosen = useTheme();
  return (
    <fieldset className="theme-choice">
      <legend className="visually-hidden">Theme</legend>
      {THEMES.map((theme) => (
        <label key={theme} className="theme-option">
          <input
            type="radio"
            name="theme"
            checked={theme === chosen}
            onChange={() => themeStore().choose(theme)}
          />
          <span className={`theme-preview theme-preview-${theme}`} aria-hidden="true" />
          {NAMES[theme]}
        </label>
      ))}
    </fieldset>
  );
}
