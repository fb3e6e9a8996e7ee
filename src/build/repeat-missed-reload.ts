import type { Plugin } from 'vite';

/** What CRXJS has the dev server say to the worker, which then reloads the extension. */
const RELOAD = 'crx:runtime-reload';

/** What a worker that Chrome reads anew asks the dev server for first. */
const FIRST_SCRIPT = '/@crx/client-worker';

/**
 * Has no change lost that is saved while the extension reloads, or while its worker is stopped: CRXJS tells
 * the workers that are connected, so one that connects later and was read before the change is told then.
 */
export function repeatMissedReload(): Plugin {
  /** Whether the worker has changed since Chrome last read it. */
  let isOutdated = false;
  return {
    name: 'repeat-missed-reload',
    apply: 'serve',
    configureServer({ middlewares, ws }) {
      const { send } = ws;
      ws.send = (...args: [payload: unknown, data?: unknown]) => {
        const { event, type } = describe(args[0]);
        if (event === RELOAD) isOutdated = true;
        // The extension's pages are closed with it, and opened again: none reloads by itself meanwhile.
        if (type === 'full-reload' && isOutdated) return;
        Reflect.apply(send, ws, args);
      };
      middlewares.use(({ url }, _response, next) => {
        if (url?.startsWith(FIRST_SCRIPT)) isOutdated = false;
        next();
      });
      ws.on('connection', (socket) => {
        // Pages connect, too, and take no notice of it.
        if (isOutdated) socket.send(JSON.stringify({ type: 'custom', event: RELOAD }));
      });
    },
  };
}

/** What is sent: Vite takes a payload, or the name of an event. */
function describe(payload: unknown): { type?: string; event?: string } {
  return typeof payload === 'string' ? { type: 'custom', event: payload } : (payload as object);
}
