import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { FaultEffect } from '../control/faults';
import type { Client } from '../store/client-model';

/** What the middleware puts at every route's disposal. */
export type FapiEnv = {
  Bindings: HttpBindings;
  Variables: {
    client: Client;
    /** Set by a sign-out: the browser is to forget its client. */
    isClientEnded?: boolean;
    /** Whether the request brings a `rotating_token_nonce` that does nothing for it. */
    isNonceForged: boolean;
    /** The fault this request runs into, if any. */
    fault: FaultEffect | undefined;
  };
};

export type FapiContext = Context<FapiEnv>;
