import { type PlainKey, t, tCount } from '../i18n/t';
import { causeCopy, causeIn, type ErrorCopy } from './cause-copy';
import type { CallErrorCode } from './client';

/** Title, advice and action for each code. */
const COPY: Record<
  CallErrorCode,
  readonly [title: PlainKey, advice: PlainKey, action: ErrorCopy['action']]
> = {
  OFFLINE: ['errorOfflineTitle', 'errorOfflineAdvice', 'retry'],
  CLERK_UNREACHABLE: ['errorUnreachableTitle', 'errorUnreachableAdvice', 'retry'],
  CLERK_RATE_LIMITED: ['errorRateLimitedTitle', 'errorRateLimitedAdvice', 'retry'],
  CLERK_REJECTED: ['errorRejectedTitle', 'errorRejectedAdvice', 'none'],
  NOT_A_MEMBER: ['errorNotAMemberTitle', 'errorNotAMemberAdvice', 'none'],
  UNKNOWN_SESSION: ['errorUnknownSessionTitle', 'errorUnknownSessionAdvice', 'none'],
  MISCONFIGURED: ['errorNotSetUpTitle', 'errorMisconfiguredAdvice', 'retry'],
  UNKNOWN_ROUTE: ['errorOutOfDateTitle', 'errorOutOfDateAdvice', 'reload-page'],
  FORBIDDEN: ['errorForbiddenTitle', 'errorForbiddenAdvice', 'none'],
  INVALID_INPUT: ['errorInvalidInputTitle', 'errorInvalidInputAdvice', 'none'],
  BAD_ENVELOPE: ['errorOutOfDateTitle', 'errorOutOfDateAdvice', 'reload-page'],
  DEADLINE_EXCEEDED: ['errorDeadlineTitle', 'errorConnectionAdvice', 'retry'],
  ABORTED: ['errorAbortedTitle', 'errorAbortedAdvice', 'retry'],
  INVALID_OUTPUT: ['errorInternalTitle', 'errorRestartAdvice', 'retry'],
  INTERNAL: ['errorInternalTitle', 'errorRestartAdvice', 'retry'],
  NO_RECEIVER: ['errorNotRunningTitle', 'errorRestartAdvice', 'retry'],
  WORKER_STOPPED: ['errorInterruptedTitle', 'errorInterruptedAdvice', 'retry'],
  CONTEXT_INVALIDATED: ['errorUpdatedTitle', 'errorUpdatedAdvice', 'reload-page'],
  TIMEOUT: ['errorTimeoutTitle', 'errorConnectionAdvice', 'retry'],
  BAD_RESPONSE: ['errorOutOfDateTitle', 'errorOutOfDateAdvice', 'reload-page'],
};

/**
 * The sentences for an error, one pair for every code there is, and for every cause. Of `details`, only
 * `cause` and Clerk's `retryAfterSeconds` are used.
 */
export function errorCopy(code: CallErrorCode, details?: unknown): ErrorCopy {
  const cause = causeIn(details);
  if (cause) return causeCopy(cause);
  const [title, advice, action] = COPY[code];
  const seconds = code === 'CLERK_RATE_LIMITED' ? retryAfterSeconds(details) : null;
  return {
    title: t(title),
    advice: seconds === null ? t(advice) : tCount('errorRetryAfter', seconds),
    action,
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
