import type { PortLike } from '../runtime';
import type { ResponseEnvelope } from './envelope';
import { ENVELOPE_VERSION, type RequestEnvelope } from './envelope';

const PREFIX = 'messaging/';

/** The name of a port that carries one stream. Its first message is the request's envelope. */
export const CHANNEL_NAME = `${PREFIX}${ENVELOPE_VERSION}`;

/** Whether a port is a stream of this library, of whichever version; others are left alone. */
export function isChannel(port: PortLike): boolean {
  return port.name.startsWith(PREFIX);
}

/** Posts to the other end. `false`: the port is closed, or cannot carry this message. */
export function post(port: PortLike, message: RequestEnvelope | ResponseEnvelope): boolean {
  try {
    port.postMessage(message);
    return true;
  } catch {
    return false;
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
