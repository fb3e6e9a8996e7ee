import { expect, it, vi } from 'vitest';
import { repeatMissedReload } from './repeat-missed-reload';

/** A dev server under the plugin: what CRXJS and Vite have it say, and what reaches those who listen. */
function startServer() {
  const sent = vi.fn();
  let onRequest = (_request: { url: string }, _response: object, next: () => void) => next();
  let onConnection = (_socket: { send(text: string): void }) => {};
  const ws = {
    send: sent,
    on: (_event: 'connection', listener: typeof onConnection) => {
      onConnection = listener;
    },
  };
  const middlewares = {
    use: (listener: typeof onRequest) => {
      onRequest = listener;
    },
  };
  const { configureServer } = repeatMissedReload() as {
    configureServer(server: object): void;
  };
  configureServer({ ws, middlewares });
  return {
    sent,
    send: (...args: unknown[]) => Reflect.apply(ws.send, ws, args),
    /** Chrome reads the worker anew. */
    readWorker: () => onRequest({ url: '/@crx/client-worker?t=1' }, {}, () => {}),
    /** A worker or a page connects; resolves to what it is told at once. */
    connect() {
      const told = vi.fn();
      onConnection({ send: told });
      return told.mock.calls.map(([text]) => JSON.parse(text));
    },
  };
}

const RELOAD = { type: 'custom', event: 'crx:runtime-reload' };

it.each([
  ['by its name', ['crx:runtime-reload']],
  ['as a payload', [RELOAD]],
])('repeats a reload that was sent %s for a worker that was read before', (_how, message) => {
  const server = startServer();
  server.readWorker();
  expect(server.connect()).toEqual([]);

  server.send(...message);
  expect(server.sent).toHaveBeenCalledWith(...message);
  expect(server.connect()).toEqual([RELOAD]);

  server.readWorker();
  expect(server.connect()).toEqual([]);
});

it('keeps pages from reloading while the extension does, and passes on all else', () => {
  const server = startServer();
  server.send({ type: 'full-reload' });
  expect(server.sent).toHaveBeenCalledTimes(1);

  server.send(RELOAD);
  server.send({ type: 'full-reload' });
  expect(server.sent).toHaveBeenCalledTimes(2);
  server.send({ type: 'update', updates: [] });
  expect(server.sent).toHaveBeenCalledTimes(3);

  server.readWorker();
  server.send({ type: 'full-reload' });
  expect(server.sent).toHaveBeenCalledTimes(4);
});
