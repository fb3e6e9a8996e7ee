import { causeOf, causeOfSilence, isMisconfiguration } from '../../auth/cause';
import { authError } from '../../auth/contract';
import { clerkCode as codeIn, property, UNKNOWN_CLIENT } from '../../clerk/clerk-error';
import { RouteError } from '../../messaging/errors';

/** What the SDK was doing when it failed: the same status means different things. */
type Operation = 'load' | 'mint' | 'mutate';

/**
 * Turns whatever the SDK throws into one of our closed set; `details.cause` is why, where that has a
 * remedy of its own, and `details.clerkCode` Clerk's own word for it. The SDK's own message is never passed
 * on: it may hold the request's URL, and on a development key that URL holds the client JWT. It
 * stays reachable as `cause`, for the worker's redacted log.
 *
 * @see https://github.com/clerk/javascript/blob/main/packages/shared/src/errors/clerkApiResponseError.ts
 */
export function toAuthError(error: unknown, operation: Operation, online: boolean): RouteError {
  if (error instanceof RouteError) return error;
  const status = numberField(error, 'status');
  if (status === 429) {
    const retryAfterSeconds = numberField(error, 'retryAfter');
    return authError('CLERK_RATE_LIMITED', 'Clerk asks for fewer requests just now.', {
      retryable: true,
      cause: error,
      ...(retryAfterSeconds === undefined ? {} : { details: { retryAfterSeconds } }),
    });
  }
  // Asked for a captcha, the SDK of a worker throws an error of its own.
  const clerkCode =
    property(error, 'code') === 'captcha_unavailable' ? 'requires_captcha' : codeIn(error);
  const cause = clerkCode === undefined ? undefined : causeOf(clerkCode);
  const details = {
    ...(status === undefined ? {} : { status }),
    ...(clerkCode === undefined ? {} : { clerkCode }),
    ...(cause === undefined ? {} : { cause }),
  };
  if (cause === 'maintenance') {
    return authError('CLERK_UNREACHABLE', 'Clerk is in maintenance.', {
      retryable: true,
      cause: error,
      details,
    });
  }
  const isRefusal =
    status !== undefined && status >= 400 && status < 500 && clerkCode !== undefined;
  // A 4xx without Clerk's own error shape is a proxy's or a captive portal's.
  if (!isRefusal && cause !== 'bot-protection') return unreachable(online, error);
  if (isMisconfiguration(cause) || (operation === 'load' && cause === undefined)) {
    return authError('MISCONFIGURED', 'Clerk refuses this extension.', {
      retryable: false,
      cause: error,
      details,
    });
  }
  return authError('CLERK_REJECTED', 'Clerk refused this request.', {
    retryable: false,
    cause: error,
    details,
  });
}

/** Clerk could not be asked: by the browser's word offline, or else unreachable. Worth a retry. */
export function unreachable(online: boolean, error?: unknown): RouteError {
  if (!online) {
    return authError('OFFLINE', 'The browser is offline.', { retryable: true, cause: error });
  }
  const unreachable = authError('CLERK_UNREACHABLE', 'Clerk did not give a usable answer.', {
    retryable: true,
    cause: error,
  });
  return withClock(unreachable, undefined);
}

/**
 * The same error, by this machine's clock where that may be why nothing answered.
 *
 * @param heardAt when Clerk last answered, in epoch milliseconds by its own clock, where that is known.
 */
export function withClock(error: RouteError, heardAt: number | undefined): RouteError {
  // Who answered, if only with a 503, was reached.
  if (numberField(error.cause, 'status') !== undefined) return error;
  const clock = causeOfSilence(Date.now(), heardAt);
  if (error.code !== 'CLERK_UNREACHABLE' || error.details?.cause || !clock) return error;
  const details = { ...error.details, cause: clock };
  return authError(error.code, error.message, { retryable: true, cause: error.cause, details });
}

/** The user does not belong to the organisation that was asked for. */
export function notAMember(cause?: unknown): RouteError {
  return authError('NOT_A_MEMBER', 'The user does not belong to this organisation.', {
    retryable: false,
    cause,
  });
}

/** The client has no such session, or has it no more. */
export function unknownSession(): RouteError {
  return authError('UNKNOWN_SESSION', 'No such session is signed in in this browser.', {
    retryable: false,
  });
}

/** Whether Clerk does not know the client JWT any more. */
export function isUnknownClient(error: RouteError): boolean {
  return error.details?.clerkCode === UNKNOWN_CLIENT;
}

/** Whether Clerk wants to see that a person is there, whatever it is asked. */
export function isCaptcha(error: RouteError): boolean {
  return error.details?.clerkCode === 'requires_captcha';
}

function numberField(value: unknown, name: string): number | undefined {
  const found = property(value, name);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}
