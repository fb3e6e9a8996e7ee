import { type ClientErrorCode, MessagingError } from './errors';

/**
 * Chrome tells its messaging failures apart by text alone.
 *
 * @see https://source.chromium.org/chromium/chromium/src/+/main:extensions/renderer/api/messaging/
 */
const SENTENCES: [RegExp, ClientErrorCode, string][] = [
  [
    /extension context invalidated/i,
    'CONTEXT_INVALIDATED',
    'The extension was updated: reload this page.',
  ],
  [/receiving end does not exist/i, 'NO_RECEIVER', 'The extension’s worker is not listening.'],
  [
    /message (channel|port) (is )?closed before a response/i,
    'WORKER_STOPPED',
    'The worker stopped before it answered.',
  ],
  [/back\/forward cache/i, 'WORKER_STOPPED', 'This page was put aside before the answer came.'],
  [/could not establish connection/i, 'NO_RECEIVER', 'The extension’s worker is not listening.'],
  [
    /attempting to use a disconnected port/i,
    'WORKER_STOPPED',
    'The worker stopped before it answered.',
  ],
];

/**
 * Turns what `chrome.runtime` throws or rejects with into a closed code. Whatever Chrome says that
 * is not known here is WORKER_STOPPED only if it says so; anything else is BAD_RESPONSE.
 */
export function fromBrowserError(error: unknown): MessagingError<ClientErrorCode> {
  const text = error instanceof Error ? error.message : String(error);
  for (const [pattern, code, message] of SENTENCES) {
    if (pattern.test(text)) {
      return new MessagingError(code, message, {
        retryable: code !== 'CONTEXT_INVALIDATED',
        cause: error,
      });
    }
  }
  return new MessagingError('BAD_RESPONSE', 'The browser could not carry this message.', {
    cause: error,
  });
}
