import { describe, expect, it } from 'vitest';
import { MessagingError } from '../errors';
import { browserError, fromBrowserError } from './browser-errors';

describe('fromBrowserError', () => {
  it.each([
    ['Could not establish connection. Receiving end does not exist.', 'NO_RECEIVER', true],
    ['The message port closed before a response was received.', 'NO_RECEIVER', true],
    [
      'A listener indicated an asynchronous response by returning true, but the message channel closed before a response was received',
      'WORKER_STOPPED',
      true,
    ],
    ['Attempting to use a disconnected port object', 'WORKER_STOPPED', true],
    [
      'The page keeping the extension port is moved into back/forward cache, so the message channel is closed.',
      'WORKER_STOPPED',
      true,
    ],
    ['Extension context invalidated.', 'CONTEXT_INVALIDATED', false],
    ['Could not serialize message.', 'INVALID_INPUT', false],
    ['Message exceeded maximum allowed size of 64MiB.', 'INVALID_INPUT', false],
    [
      'Could not establish connection. Receiving end uses different message serialization format.',
      'BAD_RESPONSE',
      false,
    ],
    ['Something no browser has said yet.', 'BAD_RESPONSE', false],
    ['', 'BAD_RESPONSE', false],
  ])('reads "%s" as %s', (sentence, code, retryable) => {
    // Promises reject with an Error; `lastError` is an object with a message; some wrap as text.
    for (const thrown of [new Error(sentence), { message: sentence }, sentence]) {
      const error = fromBrowserError(thrown);
      expect(error).toBeInstanceOf(MessagingError);
      expect(error).toMatchObject({ code, retryable, cause: thrown });
    }
  });

  it.each([undefined, null, 7, {}, { message: 7 }, Symbol('x')])('survives %s', (thrown) => {
    expect(fromBrowserError(thrown).code).toBe('BAD_RESPONSE');
  });

  it('does not read an error of ours a second time', () => {
    const error = browserError('CONTEXT_INVALIDATED');
    expect(fromBrowserError(error)).toBe(error);
  });
});
