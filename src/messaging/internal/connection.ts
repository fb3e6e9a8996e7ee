import type { MessagingError } from '../errors';
import type { PortLike, RuntimeLike } from '../runtime';
import { fromBrowserError } from './browser-errors';
import { CHANNEL_NAME, close, post } from './channel';
import { ENVELOPE_VERSION } from './envelope';

/** One request over a connection, and what becomes of it. */
export type Exchange = {
  readonly route: string;
  readonly input: unknown;
  /** Whether its first response ends it, as a call's does. */
  readonly once: boolean;
  /** A response or event, unchecked. An error ends the exchange. */
  onResponse(response: unknown): void;
  /** The port was cut, which ends the exchange. No error: the worker stopped, being idle perhaps. */
  onLost(error: MessagingError | undefined): void;
  /** The same because the page was in the back/forward cache, and is shown again. */
  onResume(): void;
};

export type Connection = {
  /**
   * Sends a request over the document's one port, which is opened if it is not.
   *
   * @returns ends the exchange: it hears nothing more, and the worker aborts its handler.
   * @throws MessagingError if the request cannot be sent; the exchange has then not begun.
   */
  open(exchange: Exchange): () => void;
};

/**
 * A connection that carries all calls and streams of a document over one port.
 *
 * Chrome stops an idle worker after 30 seconds and cuts its ports: one that is open keeps no worker
 * alive. The next request then opens another, which starts the worker.
 *
 * @param keepsPort whether the port stays open when no exchange is under way.
 */
export function createConnection(
  getRuntime: () => RuntimeLike,
  keepsPort: () => boolean,
): Connection {
  const exchanges = new Map<string, Exchange>();
  let port: PortLike | undefined;
  let lastId = 0;
  const inWindow = 'onpageshow' in globalThis;

  function connect(): PortLike {
    const runtime = getRuntime();
    const opened = runtime.connect({ name: CHANNEL_NAME });
    opened.onMessage.addListener((message) => {
      if (opened === port) receive(message);
    });
    opened.onDisconnect.addListener(() => {
      // Chrome logs an error that nobody reads. There is none when the worker just went idle.
      const reason = runtime.lastError;
      if (opened !== port) return;
      const error = reason ? fromBrowserError(reason) : undefined;
      dropAndTell((exchange) => exchange.onLost(error));
    });
    if (inWindow) addEventListener('pageshow', onPageShow);
    port = opened;
    return opened;
  }

  /** Gives up the port. Returns the exchanges it carried, which are over. */
  function drop(): Exchange[] {
    const former = port;
    port = undefined;
    if (former) close(former);
    if (inWindow) removeEventListener('pageshow', onPageShow);
    const lost = [...exchanges.values()];
    exchanges.clear();
    return lost;
  }

  /** Gives up the port and tells all that it carried, even if a page's callback throws. */
  function dropAndTell(tell: (exchange: Exchange) => void): void {
    for (const exchange of drop()) {
      try {
        tell(exchange);
      } catch (thrown) {
        reportError(thrown);
      }
    }
  }

  function dropIfIdle(): void {
    if (exchanges.size === 0 && !keepsPort()) drop();
  }

  function receive(message: unknown): void {
    const { id, ok } = Object(message) as { id?: unknown; ok?: unknown };
    if (typeof id !== 'string') {
      // Of the port as a whole: it was refused, for one. The worker closes it.
      dropAndTell((exchange) => exchange.onResponse(message));
      return;
    }
    const exchange = exchanges.get(id);
    // None if it was ended here while this was on its way.
    if (!exchange) return;
    if (exchange.once || ok !== true) exchanges.delete(id);
    try {
      exchange.onResponse(message);
    } finally {
      dropIfIdle();
    }
  }

  // Chrome closes a port when its page enters the back/forward cache, and a frozen page hears
  // nothing of it. https://developer.chrome.com/blog/bfcache-extension-messaging-changes
  function onPageShow(event: object): void {
    if (!('persisted' in event && event.persisted === true)) return;
    dropAndTell((exchange) => exchange.onResume());
  }

  function send(envelope: object): void {
    const former = port;
    try {
      (former ?? connect()).postMessage(envelope);
    } catch (thrown) {
      const error = fromBrowserError(thrown);
      if (error.code !== 'WORKER_STOPPED') throw error;
      // The port was cut, and this document is yet to hear of it.
      dropAndTell((exchange) => exchange.onLost(undefined));
      // Nothing was sent, so trying a new port does no harm, whatever the route.
      if (!former) throw error;
      send(envelope);
    }
  }

  return {
    open(exchange) {
      lastId += 1;
      const id = String(lastId);
      const { route, input } = exchange;
      send({ v: ENVELOPE_VERSION, id, route, input });
      exchanges.set(id, exchange);
      return () => {
        if (!exchanges.delete(id)) return;
        dropIfIdle();
        if (port) post(port, { v: ENVELOPE_VERSION, id, abort: true });
      };
    },
  };
}
