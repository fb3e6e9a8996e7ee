import { CAUSE_COPY, causeIn, type ErrorCopy, NOT_SET_UP } from './cause-copy';
import type { CallErrorCode } from './client';

const COPY: Record<CallErrorCode, ErrorCopy> = {
  OFFLINE: {
    title: 'You are offline',
    advice: 'Reconnect to the internet, then try again. If you were signed in, you still are.',
    action: 'retry',
  },
  CLERK_UNREACHABLE: {
    title: 'Clerk did not answer',
    advice:
      'This seldom lasts. Wait a moment, then try again. If you were signed in, you still are.',
    action: 'retry',
  },
  CLERK_RATE_LIMITED: {
    title: 'Too many requests for now',
    advice: 'Clerk asks to slow down. Wait a minute, then try again.',
    action: 'retry',
  },
  CLERK_REJECTED: {
    title: 'Clerk refused this request',
    advice:
      'Check the options: the template must exist and is for the active organisation only, and the token must be able to live as long as you ask.',
    action: 'none',
  },
  NOT_A_MEMBER: {
    title: 'You are not in this organisation',
    advice: 'Choose an organisation you belong to, or ask one of its admins to invite you.',
    action: 'none',
  },
  MISCONFIGURED: {
    title: NOT_SET_UP,
    advice: 'Nothing is wrong on your side. Tell whoever gave you this extension, then try again.',
    action: 'retry',
  },
  UNKNOWN_ROUTE: {
    title: 'This page is out of date',
    advice: 'Reload this page. If that does not help, restart your browser.',
    action: 'reload-page',
  },
  FORBIDDEN: {
    title: 'This page cannot use the extension',
    advice: 'Open the page again from the extension’s popup.',
    action: 'none',
  },
  INVALID_INPUT: {
    title: 'One of the options is not valid',
    advice: 'Correct the options, then try again.',
    action: 'none',
  },
  BAD_ENVELOPE: {
    title: 'This page is out of date',
    advice: 'Reload this page. If that does not help, restart your browser.',
    action: 'reload-page',
  },
  DEADLINE_EXCEEDED: {
    title: 'That took too long',
    advice: 'Check your connection, then try again.',
    action: 'retry',
  },
  ABORTED: {
    title: 'The request was cancelled',
    advice: 'Try again whenever you like.',
    action: 'retry',
  },
  INVALID_OUTPUT: {
    title: 'Something went wrong',
    advice: 'Try again. If it happens again, restart your browser.',
    action: 'retry',
  },
  INTERNAL: {
    title: 'Something went wrong',
    advice: 'Try again. If it happens again, restart your browser.',
    action: 'retry',
  },
  NO_RECEIVER: {
    title: 'The extension is not running',
    advice: 'Try again. If it happens again, restart your browser.',
    action: 'retry',
  },
  WORKER_STOPPED: {
    title: 'The extension was interrupted',
    advice: 'Try again: it has started anew by now.',
    action: 'retry',
  },
  CONTEXT_INVALIDATED: {
    title: 'The extension was updated',
    advice: 'Reload the page to go on with the new version.',
    action: 'reload-page',
  },
  TIMEOUT: {
    title: 'The extension did not answer in time',
    advice: 'Check your connection, then try again.',
    action: 'retry',
  },
  BAD_RESPONSE: {
    title: 'This page is out of date',
    advice: 'Reload this page. If that does not help, restart your browser.',
    action: 'reload-page',
  },
};

/**
 * The sentences for an error, one pair for every code there is, and for every cause. Of `details`, only
 * `cause` and Clerk's `retryAfterSeconds` are used.
 */
export function errorCopy(code: CallErrorCode, details?: unknown): ErrorCopy {
  const cause = causeIn(details);
  const copy = cause ? CAUSE_COPY[cause] : COPY[code];
  const seconds = code === 'CLERK_RATE_LIMITED' ? retryAfterSeconds(details) : null;
  if (seconds === null) return copy;
  return {
    ...copy,
    advice: `Clerk asks to slow down. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
  };
}

function retryAfterSeconds(details: unknown): number | null {
  if (typeof details !== 'object' || details === null || !('retryAfterSeconds' in details))
    return null;
  const seconds = details.retryAfterSeconds;
  return typeof seconds === 'number' && seconds > 0 && Number.isFinite(seconds)
    ? Math.ceil(seconds)
    : null;
}
