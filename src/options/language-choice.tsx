import { t } from '../i18n/t';
import { chooseLanguage, LANGUAGE_NAMES, LANGUAGES, useLanguageChoice } from '../ui/language';
import '../ui/field-control.css';

/** The language of all pages: Chrome's own, or one that the person chooses. */
export function LanguageChoice() {
  const chosen = useLanguageChoice();
  return (
    <select
      className="field-control"
      aria-label={t('languagesTitle')}
      value={chosen}
      onChange={(event) => void chooseLanguage(choiceOf(event.target.value))}
    >
      <option value="chrome">{t('languagesChrome')}</option>
      {LANGUAGE_NAMES.map((language) => (
        <option key={language} value={language} lang={language} dir={LANGUAGES[language].dir}>
          {LANGUAGES[language].name}
        </option>
      ))}
    </select>
  );
}

function choiceOf(value: string) {
  return LANGUAGE_NAMES.find((language) => language === value) ?? 'chrome';
}
