import { type LibraryErrorCode, MessagingError } from '../errors';

type BrowserErrorCode = Extract<
  LibraryErrorCode,
  'NO_RECEIVER' | 'WORKER_STOPPED' | 'CONTEXT_INVALIDATED' | 'INVALID_INPUT' | 'BAD_RESPONSE'
>;

/**
 * What Chromium says, as found in the binary of version 156, and what it means here. The first that
 * occurs in the message decides; this is the only place that knows these sentences.
 */
const MEANINGS: readonly (readonly [sentence: string, code: BrowserErrorCode])[] = [
  ['Extension context invalidated', 'CONTEXT_INVALIDATED'],
  ['Receiving end does not exist', 'NO_RECEIVER'],
  // No listener claimed the message: our router's was not there yet, or not any more.
  ['The message port closed before a response was received', 'NO_RECEIVER'],
  // The router claimed the message, then its worker was stopped.
  ['the message channel closed before a response was received', 'WORKER_STOPPED'],
  ['Attempting to use a disconnected port object', 'WORKER_STOPPED'],
  ['moved into back/forward cache, so the message channel is closed', 'WORKER_STOPPED'],
  ['Could not serialize message', 'INVALID_INPUT'],
  ['Message exceeded maximum allowed size', 'INVALID_INPUT'],
];

const RETRYABLE: ReadonlySet<BrowserErrorCode> = new Set(['NO_RECEIVER', 'WORKER_STOPPED']);

const MESSAGES: Record<BrowserErrorCode, string> = {
  NO_RECEIVER: 'The background worker does not listen.',
  WORKER_STOPPED: 'The background worker stopped before it answered.',
  CONTEXT_INVALIDATED: 'The extension was reloaded; this page belongs to its former self.',
  INVALID_INPUT: 'The browser cannot carry this message.',
  BAD_RESPONSE: 'The browser failed to carry the message, for a reason not known here.',
};

/**
 * The error for what `chrome.runtime` threw, rejected with or left in `lastError`. A sentence that
 * is not known is BAD_RESPONSE, not retryable, with the original as its cause. A MessagingError is
 * returned as it is.
 */
export function fromBrowserError(thrown: unknown): MessagingError {
  if (thrown instanceof MessagingError) return thrown;
  const code = meaningOf(sentenceOf(thrown));
  return browserError(code, thrown);
}

/** The error with this code, as if the browser had said so. */
export function browserError(
  code: BrowserErrorCode,
  cause?: unknown,
): MessagingError<BrowserErrorCode> {
  return new MessagingError(code, MESSAGES[code], { retryable: RETRYABLE.has(code), cause });
}

function meaningOf(sentence: string): BrowserErrorCode {
  for (const [part, code] of MEANINGS) if (sentence.includes(part)) return code;
  return 'BAD_RESPONSE';
}

function sentenceOf(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  const message =
    typeof thrown === 'object' && thrown !== null && 'message' in thrown ? thrown.message : '';
  return typeof message === 'string' ? message : '';
}
