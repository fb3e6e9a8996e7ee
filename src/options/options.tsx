import { NAME } from '../config/brand';
import { SITES_API } from '../config/env';
import { PAGES } from '../config/pages';
import { t } from '../i18n/t';
import { Card } from '../ui/card';
import { Mark } from '../ui/icons';
import { UpdateNotice } from '../ui/update-notice';
// #region feature: languages
import { LanguageChoice } from './language-choice';
// #endregion feature: languages
import { ShortcutList } from './shortcut-list';
import { SiteList } from './site-list';
import { StoredData } from './stored-data';
import { ThemeChoice } from './theme-choice';
import './options.css';

/** What a person may set, see and take back. Chrome opens it in a tab. */
export function Options() {
  return (
    <div className="options">
      <header className="options-header">
        <Mark size={40} />
        <div>
          <h1>{t('settings')}</h1>
          <p className="muted">{NAME}</p>
        </div>
      </header>
      <main className="options-main">
        <UpdateNotice />
        <Card title={t('optionsTheme')}>
          <ThemeChoice />
        </Card>
        {/* #region feature: languages */}
        <Card title={t('languagesTitle')}>
          <LanguageChoice />
        </Card>
        {/* #endregion feature: languages */}
        {/* #region feature: sites */}
        {SITES_API !== undefined && (
          <Card title={t('sitesTitle')}>
            <SiteList />
          </Card>
        )}
        {/* #endregion feature: sites */}
        <Card title={t('optionsShortcuts')}>
          <ShortcutList />
        </Card>
        <Card title={t('optionsData')}>
          <StoredData />
        </Card>
      </main>
      <footer className="options-footer">
        <a href={PAGES.welcome}>{t('optionsFirstSteps')}</a>
      </footer>
    </div>
  );
}
