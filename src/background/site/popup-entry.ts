import { GRANTABLE_HOSTS } from '../../config/grantable-hosts';

/**
 * The entry of a site's menu that opens the popup over it, which says what using the site means, and asks. A press
 * on a page grants nothing by itself.
 */
export const popupEntry = ({ action }: { action: Pick<typeof chrome.action, 'openPopup'> }) => ({
  id: 'use-on-site',
  message: 'sitesMenu',
  documentUrlPatterns: GRANTABLE_HOSTS,
  press: ({ windowId }: { windowId: number }) => action.openPopup({ windowId }),
});
