import type { PortLike } from '../runtime';
import { fromBrowserError } from './browser-errors';
import type { ResponseEnvelope } from './envelope';
import { type AbortEnvelope, ENVELOPE_VERSION } from './envelope';

const PREFIX = 'messaging/';

/** The name of the port that carries a document's calls and streams. */
export const CHANNEL_NAME = `${PREFIX}${ENVELOPE_VERSION}`;

/** Whether a port is one of this library, of whichever version; others are left alone. */
export function isChannel(port: PortLike): boolean {
  return port.name.startsWith(PREFIX);
}

/** Posts to the other end, unless the port is `closed` or this message is `refused`: too large, say. */
export function post(
  port: PortLike,
  message: ResponseEnvelope | AbortEnvelope,
): 'sent' | 'closed' | 'refused' {
  try {
    port.postMessage(message);
    return 'sent';
  } catch (thrown) {
    return fromBrowserError(thrown).code === 'INVALID_INPUT' ? 'refused' : 'closed';
  }
}

/** Closes this end. Closing twice is fine, and so is a browser that has closed it already. */
export function close(port: PortLike): void {
  try {
    port.disconnect();
  } catch {
    // Chrome throws once the extension's context is gone, and the port with it.
  }
}
