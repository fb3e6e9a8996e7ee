import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import { errorBody } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import type { FaultInjector } from './faults';

/**
 * Decides which fault a request runs into and does what happens to the connection and to finished
 * answers. Goes outside everything that sets headers, so that only the fault's own damage is seen.
 */
export function faultyTransport(faults: FaultInjector): MiddlewareHandler<FapiEnv> {
  const used = new WeakSet<object>();
  return async (c, next) => {
    const { socket } = c.env.incoming;
    const effect = faults.take(c.req.method, c.req.path, used.has(socket));
    used.add(socket);
    c.set('fault', effect);
    if (effect?.kind === 'reset') {
      socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    if (effect?.kind === 'latency') await wait(effect.ms);
    await next();
    if (effect?.kind === 'lateAnswer') await wait(effect.ms);
    if (effect?.kind === 'malformedBody') {
      c.res = new Response('{"response": <html>', { status: c.res.status, headers: c.res.headers });
    }
    if (effect?.kind === 'truncatedBody') cutAnswer(c.env);
    return undefined;
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const injected = {
  code: 'injected_fault',
  message: 'A fault was injected here.',
  long_message: 'A fault was injected here.',
};

/** Gives the answer of a `status` fault in place of the route's, with CORS and client headers. */
export const faultyAnswer: MiddlewareHandler<FapiEnv> = async (c, next) => {
  const effect = c.get('fault');
  if (effect?.kind !== 'status') return next();
  const hasBody = ![204, 205, 304].includes(effect.status);
  const body = hasBody ? (effect.body ?? JSON.stringify(errorBody([injected]))) : null;
  const headers = { 'Content-Type': 'application/json', ...effect.headers };
  return new Response(body, { status: effect.status, headers });
};

/** Whether the fault of this request swallows the header that names the client. */
export function omitsClientHeader(c: FapiContext): boolean {
  const effect = c.get('fault');
  return (
    effect?.kind === 'dropClientHeader' ||
    (effect?.kind === 'status' && effect.omitClientHeader === true)
  );
}

/** Half of the answer is sent before the connection breaks. */
function cutAnswer({ incoming, outgoing }: FapiEnv['Bindings']): void {
  // The adapter may write in pieces or all at once, so the whole is gathered before it is halved.
  const write = outgoing.write.bind(outgoing);
  const pieces: Buffer[] = [];
  const gather = (piece: unknown) => {
    if (piece !== undefined) pieces.push(Buffer.from(piece as string | Uint8Array));
    return true;
  };
  outgoing.write = gather;
  outgoing.end = (piece?: unknown) => {
    gather(piece);
    const bytes = Buffer.concat(pieces);
    write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => incoming.socket.destroy());
    return outgoing;
  };
}
