import { t } from '../i18n/t';
import type { PublicSession } from '../site/contract';
import type { BadgeText } from './badge';

// An update takes `chrome.i18n` away from the scripts of the documents that it finds open, so what they then
// say is read before.
const UPDATED: BadgeText = {
  title: t('errorUpdatedTitle'),
  detail: t('sitesBadgeReload'),
  pressable: false,
};

/** The badge's text for a session and the sample backend's verdict about it. */
export function describeSession(session: PublicSession, verdict: string | null): BadgeText {
  switch (session.status) {
    case 'signed-in':
      return {
        title: session.name ?? t('sitesBadgeSignedIn'),
        detail: t(verdict === 'verified' ? 'sitesBadgeVerified' : 'sitesBadgeNotVerified'),
        pressable: true,
      };
    case 'signed-out':
      return { title: t('sitesBadgeSignedOut'), detail: t('sitesBadgeSignIn'), pressable: true };
    case 'unavailable':
      return { title: t('sitesBadgeOutOfReach'), detail: t('sitesBadgeRetry'), pressable: true };
  }
}

/** The badge's text for a call that failed with this code. */
export function describeFailure(code: string): BadgeText {
  // An update in the middle of a call ends it with another code.
  switch (chrome.i18n ? code : 'CONTEXT_INVALIDATED') {
    case 'CONTEXT_INVALIDATED':
      return UPDATED;
    case 'FORBIDDEN':
      return {
        title: t('sitesBadgeRevoked'),
        detail: t('sitesBadgeAllow'),
        pressable: true,
      };
    case 'API_SIGNED_OUT':
      return { title: t('sitesBadgeSignedOut'), detail: t('sitesBadgeSignIn'), pressable: true };
    default:
      return { title: t('sitesBadgeNoAnswer'), detail: t('sitesBadgeRetry'), pressable: true };
  }
}
