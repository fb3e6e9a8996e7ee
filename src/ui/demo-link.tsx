import { PAGES } from '../config/pages';
import { t } from '../i18n/t';
import { NewTabIcon } from './new-tab-icon';

/** The way to the demo tab, for pages of a build that has one. */
export function DemoLink({ className }: { className?: string }) {
  return (
    <a className={className} href={PAGES.demo} target="_blank" rel="noreferrer">
      {t('demoOpen')}
      <NewTabIcon />
    </a>
  );
}
