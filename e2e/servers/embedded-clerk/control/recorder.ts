import type { MiddlewareHandler } from 'hono';
import type { FapiContext, FapiEnv } from '../http/fapi-env';

/**
 * A request as it is remembered. It holds no secrets by construction: no query values but the SDK's
 * version, no headers but the origin, no bodies.
 */
export type RecordedRequest = {
  method: string;
  path: string;
  /** When it arrived, in milliseconds since the epoch on the server's clock. */
  at: number;
  /** `null` when a fault cut the connection. */
  status: number | null;
  /** The client it was answered for; `null` outside /v1 and where a fault struck first. */
  clientId: string | null;
  clerkJsVersion: string | null;
  origin: string | null;
};

/** A demo may run for days; the oldest requests go first. */
const maxRecorded = 10_000;

export type Recorder = {
  middleware: MiddlewareHandler<FapiEnv>;
  /** Marks the request as one for an endpoint that does not exist here. */
  markUnknown(c: FapiContext): void;
  /** Whether it was marked as such. */
  isUnknown(c: FapiContext): boolean;
  requests(): RecordedRequest[];
  unknownRequests(): RecordedRequest[];
  clear(): void;
};

/** Remembers every request in order of arrival; CORS preflights are not requests of the SDK's. */
export function createRecorder(now: () => number): Recorder {
  let recorded: RecordedRequest[] = [];
  let unknown = new WeakSet<FapiContext>();
  let unknownRecorded: RecordedRequest[] = [];
  return {
    middleware: async (c, next) => {
      if (c.req.method === 'OPTIONS') return next();
      const request: RecordedRequest = {
        method: c.req.method,
        path: c.req.path,
        at: now(),
        status: null,
        clientId: null,
        clerkJsVersion: c.req.query('_clerk_js_version') ?? null,
        origin: c.req.header('origin') ?? null,
      };
      recorded.push(request);
      if (recorded.length > maxRecorded) recorded.shift();
      await next();
      const cut = ['reset', 'truncatedBody'].includes(c.get('fault')?.kind ?? '');
      request.status = cut ? null : c.res.status;
      request.clientId = c.get('client')?.id ?? null;
      if (unknown.has(c)) unknownRecorded.push(request);
      return undefined;
    },
    markUnknown: (c) => {
      unknown.add(c);
    },
    isUnknown: (c) => unknown.has(c),
    requests: () => recorded.map((request) => ({ ...request })),
    unknownRequests: () => unknownRecorded.map((request) => ({ ...request })),
    clear: () => {
      recorded = [];
      unknownRecorded = [];
      unknown = new WeakSet();
    },
  };
}
