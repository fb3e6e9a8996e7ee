import { t } from '../i18n/t';
import { Button } from '../ui/button';
import { openShortcutSettings, useShortcuts } from '../ui/use-shortcuts';

/** The keyboard shortcuts as they are set now, and the way to Chrome's page that sets them. */
export function ShortcutList() {
  const shortcuts = useShortcuts();
  return (
    <>
      <ul className="options-list">
        {shortcuts.map(({ command, does, keys }) => (
          <li key={command}>
            <span>{t(does)}</span>
            {keys ? <kbd>{keys}</kbd> : <span className="muted">{t('optionsShortcutNotSet')}</span>}
          </li>
        ))}
      </ul>
      <Button onClick={openShortcutSettings}>{t('shortcutsChange')}</Button>
    </>
  );
}
