import { type Cause, isCause } from '../auth/cause';
import { t } from '../i18n/t';

/** What a person is told of an error: what happened, and what to do about it. */
export type ErrorCopy = {
  title: string;
  /** A sentence that names the next step. */
  advice: string;
  /** The button that goes with it. `none`: pressing again would change nothing. */
  action: 'retry' | 'reload-page' | 'none';
};

/**
 * What people are told of a cause: what they can do themselves, and otherwise the one word that
 * whoever made the extension finds in docs/troubleshooting.md.
 */
export function causeCopy(cause: Cause): ErrorCopy {
  switch (cause) {
    case 'native-api-off':
    case 'origin-not-allowed':
    case 'unknown-key':
      return {
        title: t('errorNotSetUpTitle'),
        advice: t('causeNotSetUpAdvice', { cause }),
        action: 'retry',
      };
    case 'bot-protection':
      return { title: t('causeBotTitle'), advice: t('causeBotAdvice'), action: 'retry' };
    case 'redirect-not-allowed':
      return {
        title: t('causeRedirectTitle'),
        advice: t('causeRedirectAdvice', { cause }),
        action: 'none',
      };
    case 'user-banned':
      return { title: t('causeBannedTitle'), advice: t('causeAskSupport'), action: 'none' };
    case 'user-locked':
      return { title: t('causeLockedTitle'), advice: t('causeLockedAdvice'), action: 'retry' };
    case 'user-deactivated':
      return { title: t('causeDeactivatedTitle'), advice: t('causeAskSupport'), action: 'none' };
    case 'maintenance':
      return {
        title: t('causeMaintenanceTitle'),
        advice: t('causeMaintenanceAdvice'),
        action: 'retry',
      };
    case 'never-answered':
      return {
        title: t('errorUnreachableTitle'),
        advice: t('causeNeverAnsweredAdvice', { cause }),
        action: 'retry',
      };
    case 'clock-wrong':
      return { title: t('causeClockTitle'), advice: t('causeClockAdvice'), action: 'retry' };
  }
}

/** The cause in an error's details, which may be anything. */
export function causeIn(details: unknown): Cause | undefined {
  if (typeof details !== 'object' || details === null || !('cause' in details)) return undefined;
  return isCause(details.cause) ? details.cause : undefined;
}
