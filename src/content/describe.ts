import type { PublicSession } from '../site/contract';
import type { BadgeText } from './badge';

/** The badge's text for a session and the sample backend's verdict about it. */
export function describeSession(session: PublicSession, verdict: string | null): BadgeText {
  switch (session.status) {
    case 'signed-in':
      return {
        title: session.name ?? 'Signed in',
        detail: verdict === 'verified' ? 'Verified by the backend' : 'Not verified by the backend',
        pressable: true,
      };
    case 'signed-out':
      return { title: 'Signed out', detail: 'Sign in from the toolbar button', pressable: true };
    case 'unavailable':
      return { title: 'Clerk is out of reach', detail: 'Press to try again', pressable: true };
  }
}

/** The badge's text for a call that failed with this code. */
export function describeFailure(code: string): BadgeText {
  switch (code) {
    case 'CONTEXT_INVALIDATED':
      return {
        title: 'The extension was updated',
        detail: 'Reload this page to go on',
        pressable: false,
      };
    case 'FORBIDDEN':
      return {
        title: 'Not used on this site any more',
        detail: 'Allow it again from the toolbar button',
        pressable: true,
      };
    case 'API_SIGNED_OUT':
      return { title: 'Signed out', detail: 'Sign in from the toolbar button', pressable: true };
    default:
      return { title: 'No answer', detail: 'Press to try again', pressable: true };
  }
}
