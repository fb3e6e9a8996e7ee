import type { RuntimeLike } from '../runtime';
import { browserError, fromBrowserError } from './browser-errors';
import type { Connection } from './connection';
import { ENVELOPE_VERSION } from './envelope';

/**
 * Sends one call. `response` rejects with a MessagingError if none comes; `abort` tells the worker
 * that nobody waits for it any more, and does nothing once it is there.
 */
export type Send = (
  route: string,
  input: unknown,
) => { response: Promise<unknown>; abort: () => void };

/** Sends calls over the document's port: the one that is there, or else a new one. */
export function createPortSend(connection: Connection): Send {
  return (route, input) => {
    let abort = () => {};
    const response = new Promise((resolve, reject) => {
      abort = connection.open({
        route,
        input,
        once: true,
        onResponse: resolve,
        onLost: (error) => reject(error ?? browserError('WORKER_STOPPED')),
        onResume: () => reject(browserError('WORKER_STOPPED')),
      });
    });
    return { response, abort };
  };
}

/** Sends each call as a message of its own, which every page of the extension receives. */
export function createMessageSend(getRuntime: () => RuntimeLike): Send {
  return (route, input) => {
    // Of any document's calls, since the worker has but one listener for all of them.
    const id = crypto.randomUUID();
    const sendAbort = async () =>
      sendMessage(getRuntime(), { v: ENVELOPE_VERSION, id, abort: true });
    return {
      response: sendMessage(getRuntime(), { v: ENVELOPE_VERSION, id, route, input }),
      abort: () => void sendAbort().catch(() => {}),
    };
  };
}

async function sendMessage(runtime: RuntimeLike, message: object): Promise<unknown> {
  let response: unknown;
  try {
    response = await runtime.sendMessage(message);
  } catch (thrown) {
    throw fromBrowserError(thrown);
  }
  // The promise resolves to this when listeners, of pages say, did not answer.
  if (response === undefined) throw browserError('NO_RECEIVER');
  return response;
}
