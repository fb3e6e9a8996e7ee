import { GRANTABLE_HOSTS } from '../../config/grantable-hosts';

/**
 * The entry of a site's menu that opens the popup over it, which says whether the site is used and what that means,
 * and offers the other. A press on a page grants nothing by itself. Its words fit both: Chrome has no pattern for all
 * sites but some, and tells nobody before it opens a menu, so the entry is the same on a site that is used.
 */
export const popupEntry = ({ action }: { action: Pick<typeof chrome.action, 'openPopup'> }) => ({
  id: 'this-site',
  message: 'sitesMenu',
  documentUrlPatterns: GRANTABLE_HOSTS,
  press: ({ windowId }: { windowId: number }) => action.openPopup({ windowId }),
});
