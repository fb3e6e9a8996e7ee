import { NAME } from '../config/brand';
import { SITES_API } from '../config/env';
import { PAGES } from '../config/pages';
import { Card } from '../ui/card';
import { Mark } from '../ui/icons';
import { UpdateNotice } from '../ui/update-notice';
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
          <h1>Settings</h1>
          <p className="muted">{NAME}</p>
        </div>
      </header>
      <main className="options-main">
        <UpdateNotice />
        <Card title="Theme">
          <ThemeChoice />
        </Card>
        {/* #region feature: sites */}
        {SITES_API !== undefined && (
          <Card title="Sites">
            <SiteList />
          </Card>
        )}
        {/* #endregion feature: sites */}
        <Card title="Keyboard shortcuts">
          <ShortcutList />
        </Card>
        <Card title="Your data">
          <StoredData />
        </Card>
      </main>
      <footer className="options-footer">
        <a href={PAGES.welcome}>First steps with this extension</a>
      </footer>
    </div>
  );
}
